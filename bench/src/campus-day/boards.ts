import type { Calls } from "../load/calls.ts";
import type { Clock } from "./clock.ts";

const GOALS_TO_WIN = 10;
const SECONDS_A_GOAL = 34;
const HEARTBEAT_SECONDS = 20;
const SECOND = 1_000;

/** The sensors of a table: what is played there goes to the server goal by goal. */
export class Board {
  readonly tableId: string;
  readonly #calls: Calls;
  readonly #clock: Clock;
  readonly #random: () => number;
  readonly #bootedAt: number;
  #seq = 0;
  #game: Promise<unknown> = Promise.resolve();

  constructor(
    tableId: string,
    { calls, clock, random }: { calls: Calls; clock: Clock; random: () => number },
  ) {
    this.tableId = tableId;
    this.#calls = calls;
    this.#clock = clock;
    this.#random = random;
    this.#bootedAt = clock.now();
  }

  /** Plays a match once nobody else plays here; answers how many minutes it took. */
  play(): Promise<number> {
    const game = this.#game.then(() => this.#match());
    this.#game = game.catch(() => undefined);
    return game;
  }

  /** Tells now and then that it is there, as every device does. */
  async beat(until: number): Promise<void> {
    while (this.#clock.now() < until) {
      await this.#send({ type: "health", batteryPercent: 90 });
      await this.#clock.until(this.#clock.now() + HEARTBEAT_SECONDS * SECOND);
    }
  }

  async #match(): Promise<number> {
    const from = this.#clock.now();
    const score = { red: 0, blue: 0 };
    while (Math.max(score.red, score.blue) < GOALS_TO_WIN) {
      const pause = 6 - (SECONDS_A_GOAL - 6) * Math.log(1 - this.#random());
      await this.#clock.until(this.#clock.now() + pause * SECOND);
      const side = this.#random() < 0.5 ? "red" : "blue";
      score[side] += 1;
      await this.#send({ type: "goal", side });
    }
    return (this.#clock.now() - from) / 60_000;
  }

  async #send(event: Record<string, unknown>): Promise<void> {
    const uptimeMs = this.#clock.now() - this.#bootedAt;
    this.#seq += 1;
    await this.#calls("POST", "/device/events", {
      bootId: "campus-day",
      sentUptimeMs: uptimeMs,
      events: [{ seq: this.#seq, uptimeMs, ...event }],
    });
  }

  /** Somebody holds a card to the table. */
  tap(uid: string) {
    return this.#calls<{ unlocked: boolean; reason: string; until?: string }>(
      "POST",
      "/device/card",
      { uid },
    );
  }
}
