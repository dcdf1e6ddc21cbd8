import { opposite, type Side } from "../match/events.ts";
import { outcomeOf } from "../match/outcome.ts";
import type { PerTeam } from "../match/state.ts";
import type { Entry } from "./entry.ts";
import { apply, type FoldContext, giveUp, open, type Play } from "./play.ts";
import { isUntouched, scoreBySide, type TableState, type Total } from "./state.ts";

type Score = PerTeam<number>;

/** How a report relates to what was known: how many goals it adds or takes back on each side. */
export type Reading =
  | { readonly kind: "repeat" }
  | { readonly kind: "late" }
  | { readonly kind: "change"; readonly delta: Score }
  | { readonly kind: "new_match" };

const ZERO: Score = { red: 0, blue: 0 };
/** A report that fell by no more than this came late; the next one tells. */
const LATE_GOALS = 2;

const same = (a: Score, b: Score): boolean => a.red === b.red && a.blue === b.blue;
const difference = (a: Score, b: Score): Score => ({ red: a.red - b.red, blue: a.blue - b.blue });
const atLeast = (a: Score, b: Score): boolean => a.red >= b.red && a.blue >= b.blue;

/**
 * Reads the counters of a board against its last report: higher ones add goals, counters that fell to 0–0 or
 * by three goals and more began a new match, a smaller fall is a message that came late unless the board's own
 * stop-watch says that it is newer.
 */
export function readBoard(
  state: TableState,
  report: Score,
  elapsedSeconds: number | undefined,
): Reading {
  const known = state.total ?? ZERO;
  if (same(report, known)) return { kind: "repeat" };
  if (atLeast(report, known)) return { kind: "change", delta: difference(report, known) };
  if (same(report, ZERO)) return { kind: "new_match" };
  const fall = Math.max(0, known.red - report.red) + Math.max(0, known.blue - report.blue);
  if (fall > LATE_GOALS) return { kind: "new_match" };
  const rose = report.red > known.red || report.blue > known.blue;
  const before = state.total?.elapsedSeconds ?? null;
  const newer = elapsedSeconds !== undefined && before !== null && elapsedSeconds > before;
  if (rose || (newer && state.running !== null))
    return { kind: "change", delta: difference(report, known) };
  return { kind: "late" };
}

/**
 * Reads a native device's running total: missing goals are added, surplus ones cancelled. A device that came
 * into the match after a restart counts from nothing, unless its total has reached the score.
 */
export function readNative(state: TableState, report: Score, source: string | null): Reading {
  const { running, total } = state;
  const own = total?.source === source ? total : null;
  if (running === null) return readBoard({ ...state, total: own }, report, undefined);
  const score = scoreBySide(running.state);
  if (same(report, score)) return { kind: "change", delta: ZERO };
  if (own !== null && own.matchId === running.id)
    return { kind: "change", delta: difference(report, own) };
  const newcomer = running.openedBy !== source;
  if (newcomer && !atLeast(report, score))
    return { kind: "change", delta: difference(report, own ?? ZERO) };
  return { kind: "change", delta: difference(report, score) };
}

/** Adds or takes back goals; what is scored after the end of a match begins the next one. */
export function addGoals(play: Play, entry: Entry, delta: Score, context: FoldContext): Play {
  let now = play;
  for (const side of ["red", "blue"] as const)
    for (let surplus = -delta[side]; surplus > 0; surplus -= 1) now = take(now, entry, side);
  for (const side of orderOf(now, delta))
    for (let missing = delta[side]; missing > 0; missing -= 1) now = add(now, entry, side, context);
  return now;
}

function take(play: Play, entry: Entry, side: Side): Play {
  const applied = apply(play, entry, { type: "undo", side });
  return applied.ok ? applied.play : play;
}

/** An entry says something of two matches at most: the one it ends and the one it begins. */
function add(play: Play, entry: Entry, side: Side, context: FoldContext): Play {
  if (play.state.running === null && play.parts.length >= 2) return play;
  const opened =
    play.state.running === null ? open(play, entry, context.walkUpFormat, context) : play;
  const applied = apply(opened, entry, { type: "goal", side });
  return applied.ok ? applied.play : play;
}

/** The side that ends up behind scores first, so that the winner's last goal is the last. */
function orderOf(play: Play, delta: Score): readonly Side[] {
  const now = play.state.running === null ? ZERO : scoreBySide(play.state.running.state);
  const behind: Side = now.red + delta.red <= now.blue + delta.blue ? "red" : "blue";
  return [behind, opposite(behind)];
}

/** Gives up a match that the counters have left behind; one without goals simply goes on. */
export function restart(play: Play, entry: Entry): Play {
  const { running } = play.state;
  if (running === null || isUntouched(running.state)) return play;
  return giveUp(play, entry, "restarted");
}

/** Whether counters could be those of a match in this format, and not of a board's whole life. */
export function isPlausible(report: Score, context: FoldContext): boolean {
  const { goalsToWin, maxGoals, sets, winBy } = context.walkUpFormat;
  const most = (maxGoals ?? goalsToWin + (winBy > 1 ? 20 : 0)) * sets;
  return report.red <= most && report.blue <= most;
}

/** Remembers what a device has reported. */
export function noteTotal(
  play: Play,
  entry: Entry,
  report: Score & { elapsedSeconds?: number | undefined; final?: boolean },
): Play {
  const total: Total = {
    source: entry.source,
    red: report.red,
    blue: report.blue,
    at: entry.at,
    elapsedSeconds: report.elapsedSeconds ?? null,
    matchId: play.state.running?.id ?? null,
    final: report.final ?? false,
  };
  return { ...play, state: { ...play.state, total } };
}

/** A native device's goals count in its own total too. */
export function implyTotal(
  state: TableState,
  source: string | null,
  side: Side,
  by: 1 | -1,
): Total {
  const own = state.total?.source === source ? state.total : null;
  const base = own ?? { source, ...ZERO, at: 0, elapsedSeconds: null, matchId: null, final: false };
  return { ...base, [side]: Math.max(0, base[side] + by) };
}

/** Whether a final says again what is known: the last report, or the score of the match just closed. */
export function repeatsFinal(
  state: TableState,
  entry: Entry,
  report: Score & { durationSeconds?: number | undefined },
): boolean {
  const { total, last } = state;
  const window = Math.max(5_000, (report.durationSeconds ?? 60) * 1_000);
  if (total !== null && same(total, report)) {
    if (!total.final) return last !== null;
    return entry.at - total.at < window;
  }
  if (last === null || outcomeOf(last.state).status !== "finished") return false;
  return same(scoreBySide(last.state), report) && entry.at - last.closedAt < window;
}
