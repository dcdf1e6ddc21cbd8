import type { Span } from "../booking/span.ts";
import { FORMATS } from "../match/formats.ts";
import type { Standing } from "../odds/goals-left.ts";
import { type Played, secondsAGoal, secondsLeft, secondsOfMatch } from "./pace.ts";
import type { PatienceStep } from "./patience.ts";
import type { TableAhead } from "./waits.ts";

/** A table that can be played at, and what is on there; instants in milliseconds. */
export interface TableNow {
  id: string;
  /** What its last matches were like. */
  history: Played;
  match: (Standing & { startedAt: number }) | null;
  /** Who has it now, if anybody; a turn that was not booked ahead ends with its match. */
  holder: { origin: "booking" | "queue" | "walk_up" | "house"; from: number; to: number } | null;
  /** What is reserved of it later. */
  held: readonly Span[];
}

/** How those behave who wait. */
export interface Habits {
  /** Seconds between an offer and the claim of the table. */
  handoverSeconds: number;
  /** The share of offers that are taken, 0–1. */
  taking: number;
  /** How many have given up, in steps of `PATIENCE_STEP_SECONDS`. */
  patience: readonly PatienceStep[];
}

interface Moment {
  /** Milliseconds. */
  now: number;
  habits: Habits;
  /** How long a table is held for whoever it is offered to. */
  offerSeconds: number;
}

/** Even the last goal takes a moment. */
const LEAST_SECONDS = 20;

function turnSeconds(history: Played, { habits, offerSeconds }: Moment): number {
  const turn =
    habits.handoverSeconds + secondsAGoal(history) + secondsOfMatch(FORMATS.house, history);
  // Who gives an offer up costs a moment, who misses it the whole time for which the table is held.
  return habits.taking * turn + ((1 - habits.taking) * offerSeconds) / 2;
}

function freeAt({ match, holder, history }: TableNow, turnMs: number, now: number): number {
  if (holder?.origin === "booking" || holder?.origin === "house") return holder.to;
  if (match !== null) {
    const elapsedSeconds = Math.max(0, (now - match.startedAt) / 1000);
    return now + 1000 * Math.max(LEAST_SECONDS, secondsLeft({ ...match, elapsedSeconds }, history));
  }
  return holder === null ? now : Math.min(holder.to, Math.max(now, holder.from + turnMs));
}

/** When a table can be expected to be free for those who wait, and how long each of them then has it. */
export function tableAhead(table: TableNow, moment: Moment): TableAhead {
  const turnMs = 1000 * turnSeconds(table.history, moment);
  const { id, held } = table;
  return { id, held, turnMs, freeAt: freeAt(table, turnMs, moment.now) };
}
