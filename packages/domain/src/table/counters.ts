import type { Side } from "../match/events.ts";
import { currentSet, type PerTeam } from "../match/state.ts";
import type { Entry } from "./entry.ts";
import type { Play } from "./play.ts";
import { scoreBySide, type TableState, type Total } from "./state.ts";

/** Goals by side of the table, as counters show them, or a change of them. */
export type Score = PerTeam<number>;

export const ZERO: Score = { red: 0, blue: 0 };

export const same = (a: Score, b: Score): boolean => a.red === b.red && a.blue === b.blue;
export const atLeast = (a: Score, b: Score): boolean => a.red >= b.red && a.blue >= b.blue;
export const difference = (a: Score, b: Score): Score => ({
  red: a.red - b.red,
  blue: a.blue - b.blue,
});

/**
 * What the counters of a source may show before it speaks, the last known first. A device that was started anew,
 * and any device in a new match or set, may have counted on, show our score, or have begun again at nothing.
 */
export function mayShow(state: TableState, source: string | null): readonly Score[] {
  const { total, running } = state;
  const known = total === null ? [] : [{ red: total.red, blue: total.blue }];
  if (total !== null && total.source === source && isInStep(state))
    return distinct([...known, ...total.orElse]);
  const ours = running === null ? [] : [scoreBySide(running.state)];
  return distinct([...known, ...ours, ZERO]);
}

/** Whether the last known counters are those of the set that is being played. */
export function isInStep({ total, running }: TableState): boolean {
  if (total === null || running === null) return false;
  return total.matchId === running.id && total.setNumber === running.state.sets.length;
}

function distinct(scores: readonly Score[]): readonly Score[] {
  return scores.filter((score, index) => scores.findIndex((other) => same(other, score)) === index);
}

/** How many goals a report adds or takes back: as few as possible, and none taken back where that can be. */
export function leastChange(report: Score, shown: readonly Score[]): Score {
  const changes = shown.map((one) => difference(report, one));
  const additions = changes.filter((change) => atLeast(change, ZERO));
  const [first = ZERO, ...others] = additions.length > 0 ? additions : changes;
  const size = ({ red, blue }: Score): number => Math.abs(red) + Math.abs(blue);
  return others.reduce((least, change) => (size(change) < size(least) ? change : least), first);
}

/** Remembers what a device has reported. */
export function noteTotal(
  play: Play,
  entry: Entry,
  report: Score & { elapsedSeconds?: number | undefined; final?: boolean },
): Play {
  const { red, blue, elapsedSeconds = null, final = false } = report;
  return note(play, { source: entry.source, red, blue, orElse: [], elapsedSeconds, final });
}

/** A single goal of a device, or one it takes back, counts in its own total too. */
export function noteSingle(
  play: Play,
  before: TableState,
  entry: Entry,
  { side, by }: { side: Side; by: 1 | -1 },
): Play {
  const [first = ZERO, ...orElse] = mayShow(before, entry.source).map(({ red, blue }) => ({
    red: side === "red" ? Math.max(0, red + by) : red,
    blue: side === "blue" ? Math.max(0, blue + by) : blue,
  }));
  const { red, blue } = first;
  return note(play, {
    source: entry.source,
    red,
    blue,
    orElse,
    elapsedSeconds: null,
    final: false,
  });
}

// Written out because every goal comes through here.
function note(play: Play, told: Omit<Total, "matchId" | "setNumber">): Play {
  const { running, last, lastGoal } = play.state;
  const { source, red, blue, orElse, elapsedSeconds, final } = told;
  const { matchId, setNumber } = whereOf(play.state);
  const total = { source, red, blue, orElse, elapsedSeconds, matchId, setNumber, final };
  return { parts: play.parts, state: { running, last, total, lastGoal } };
}

/** Where the last goal fell: after the end of a set or a match still the one that ended. */
function whereOf({ running, last }: TableState): Pick<Total, "matchId" | "setNumber"> {
  const match = running ?? last;
  if (match === null) return { matchId: null, setNumber: 1 };
  const begun = match.state.sets.length;
  const justBegun = begun > 1 && currentSet(match.state).log.length === 0;
  return { matchId: match.id, setNumber: justBegun ? begun - 1 : begun };
}
