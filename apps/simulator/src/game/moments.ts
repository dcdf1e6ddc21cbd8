import { type MatchRules, planMatch, type Side, withHeldBalls } from "./match-plan.ts";
import { between, chance, type Random } from "./random.ts";

/** What happens at a table, as its sensors notice it. The end of a match is for the board to know. */
export type Moment =
  | { type: "kick_off" }
  | { type: "goal"; side: Side }
  /** The board loses power and comes back. */
  | { type: "restart" };

/** A moment at its time, in milliseconds since the table was first watched. */
export interface TimedMoment {
  atMs: number;
  moment: Moment;
}

export interface TableLife extends MatchRules {
  /** So many matches; for ever by default. */
  matches?: number | undefined;
  /** How likely the board restarts after a goal, and how likely a ball is held before its sensor. */
  restart: number;
  held: number;
}

const FIRST_KICK_OFF_MS = 15_000;
const RESTART_MS = 300;

/** Everything that happens at a table from now on: matches, with pauses between them. */
export function* momentsAt(random: Random, life: TableLife): Generator<TimedMoment> {
  let atMs = between(random, 0, FIRST_KICK_OFF_MS);
  for (let match = 0; match < (life.matches ?? Number.POSITIVE_INFINITY); match += 1) {
    const plan = withHeldBalls(planMatch(random, life), random, life.held);
    yield { atMs, moment: { type: "kick_off" } };
    let lastMs = 0;
    for (const goal of plan.goals) {
      lastMs = goal.atMs;
      yield { atMs: atMs + goal.atMs, moment: { type: "goal", side: goal.side } };
      if (chance(random, life.restart))
        yield { atMs: atMs + goal.atMs + RESTART_MS, moment: { type: "restart" } };
    }
    atMs += lastMs + plan.pauseMs;
  }
}
