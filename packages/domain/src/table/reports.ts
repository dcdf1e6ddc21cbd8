import { outcomeOf } from "../match/outcome.ts";
import {
  atLeast,
  difference,
  isInStep,
  leastChange,
  mayShow,
  type Score,
  same,
  ZERO,
} from "./counters.ts";
import { scoreBySide, type TableState } from "./state.ts";

/** How a report relates to what was known: how many goals it adds or takes back on each side. */
export type Reading =
  | { readonly kind: "repeat" }
  | { readonly kind: "late" }
  | { readonly kind: "change"; readonly delta: Score }
  | { readonly kind: "new_match" };

/** A report that fell by no more than this came late; the next one tells. */
const LATE_GOALS = 2;

const goalsIn = ({ red, blue }: Score): number => red + blue;

/** How far a report lies below and above what was known, in goals. */
function comparedTo(known: Score, report: Score): { fell: number; rose: number } {
  const over = (a: Score, b: Score) => Math.max(0, a.red - b.red) + Math.max(0, a.blue - b.blue);
  return { fell: over(known, report), rose: over(report, known) };
}

/**
 * Reads the counters of a board against its last report: higher ones add goals, counters that fell to 0–0 or
 * by three goals and more began a new match, a smaller fall is a message that came late unless the board's own
 * stop-watch says that it is newer.
 */
export function readBoard(
  state: TableState,
  report: Score & { elapsedSeconds?: number | undefined },
  source: string | null,
): Reading {
  const { total } = state;
  if (total !== null && same(report, total)) return { kind: "repeat" };
  if (total === null || !isInStep(state)) return readBetween(state, report, source);
  if (atLeast(report, total)) return { kind: "change", delta: difference(report, total) };
  const { fell, rose } = comparedTo(total, report);
  if (same(report, ZERO) || fell > LATE_GOALS) return { kind: "new_match" };
  const before = total.elapsedSeconds;
  const newer =
    before !== null && report.elapsedSeconds !== undefined && report.elapsedSeconds > before;
  if (rose > 0 || newer) return { kind: "change", delta: difference(report, total) };
  return { kind: "late" };
}

/** Counters not yet seen in the running match or set say nothing about its goals, save what they add. */
function readBetween(state: TableState, report: Score, source: string | null): Reading {
  const { total, running } = state;
  const { fell, rose } = comparedTo(total ?? ZERO, report);
  const nearly = fell > 0 && fell <= LATE_GOALS;
  // So few goals are the first ones of a new count, even when the last match had hardly more.
  if (nearly && rose === 0 && goalsIn(report) > LATE_GOALS) return { kind: "late" };
  if (running !== null) return { kind: "change", delta: changeInMatch(state, report, source) };
  const corrects = nearly && rose > 0 && total?.final === false;
  if (fell === 0 || corrects) return { kind: "change", delta: difference(report, total ?? ZERO) };
  return { kind: "new_match" };
}

/**
 * Reads a native device's running total: missing goals are added, surplus ones cancelled. A total that shows our
 * score is right, whoever brought them together.
 */
export function readNative(state: TableState, report: Score, source: string | null): Score {
  const { running, last, total } = state;
  if (running !== null) return changeInMatch(state, report, source);
  const ended = last !== null && outcomeOf(last.state).status === "finished";
  if (ended && total !== null && total.source === source && total.matchId === last.id) {
    const { fell, rose } = comparedTo(total, report);
    const takenBack = fell > 0 && fell <= LATE_GOALS && rose === 0;
    if (takenBack && goalsIn(report) > LATE_GOALS) return difference(report, total);
  }
  return leastChange(report, mayShow(state, source));
}

function changeInMatch(state: TableState, report: Score, source: string | null): Score {
  const { running } = state;
  if (running !== null && same(report, scoreBySide(running.state))) return ZERO;
  return leastChange(report, mayShow(state, source));
}

/** What a final adds to the running match: by the board's own count, where that is known to be of this match. */
export function changeByFinal(state: TableState, final: Score): Score {
  const { total, running } = state;
  if (total !== null && isInStep(state) && !total.final) return difference(final, total);
  return difference(final, running === null ? ZERO : scoreBySide(running.state));
}

/**
 * Whether a final says again how the match just closed has ended: no other can have been played since, in less
 * time than its own duration (a minute where it tells none).
 */
export function repeatsFinal(
  state: TableState,
  at: number,
  final: Score & { durationSeconds?: number | undefined },
): boolean {
  const { total, last, running } = state;
  if (last === null || outcomeOf(last.state).status !== "finished") return false;
  const window = Math.max(5, final.durationSeconds ?? 60) * 1_000;
  if (at - last.closedAt >= window) return false;
  if (running === null && total !== null && same(total, final)) return true;
  return same(scoreBySide(last.state), final) && !isNearly(state, final);
}

/** A running match within two goals of a final is the one that it closes. */
function isNearly(state: TableState, final: Score): boolean {
  const { total } = state;
  if (total === null || !isInStep(state)) return false;
  return atLeast(final, total) && goalsIn(difference(final, total)) <= LATE_GOALS;
}
