import {
  EMPTY_TABLE,
  type Entry,
  type EntryBody,
  FORMATS,
  type FormatName,
  foldEntry,
  foldMatch,
  type MatchFormat,
  type MatchState,
  outcomeOf,
  type Side,
  type Step,
  scoreOf,
  type TableState,
} from "../../index.ts";
import { eventsFrom } from "../../match/testing/notation.ts";

/**
 * A table's log written as words, five seconds apart. `r b` single goals, `r~` a goal 100 ms after the one before;
 * `r` with a device's clock of its own: `r@1000`. `x:r` goal cancelled, `s3-2` native total, `B3-2` board total,
 * `B3-2@42` with its stop-watch, `F10-6` final, `F10-6/318` after 318 s, `F10-6/318!b` with a winner; `start`,
 * `end`, `open`, `open:international`; `hand1:u` an event of the match notation on the first match;
 * `quiet:20` silence with a limit of 20 min; `boot` the device starts anew, `+90` 90 s pass.
 * `r*4` four times.
 */
export interface TablePlayed {
  /** Every match in order, by team: `10-6 red | 1-0 live`; given up: `3-2 restarted`; sets: `5-3,0-1 live`. */
  readonly matches: string;
  /** What became of each entry. */
  readonly outcomes: string;
  readonly notes: string;
  readonly state: TableState;
  readonly steps: readonly Step[];
}

export const T0 = Date.UTC(2026, 10, 23, 12);
const BOUNCE_MS = 400;

/** A match as the collected parts tell it. */
export interface ToldMatch {
  readonly id: string;
  readonly format: MatchFormat;
  readonly state: MatchState;
}

/** Plays entries from an empty table; matches are named m1, m2, … in the order of their opening. */
export function playEntries(
  entries: readonly Entry[],
  walkUpFormat: MatchFormat = FORMATS.house,
  from: TableState = EMPTY_TABLE,
): { state: TableState; steps: Step[]; opened: { id: string; format: MatchFormat }[] } {
  let state = from;
  const steps: Step[] = [];
  const opened: { id: string; format: MatchFormat }[] = [];
  for (const entry of entries) {
    const { body } = entry;
    const newMatchId = () => {
      const id = `m${opened.length + 1}`;
      opened.push({ id, format: body.type === "opened" ? body.format : walkUpFormat });
      return id;
    };
    const step = foldEntry(state, entry, { walkUpFormat, bounceMs: BOUNCE_MS, newMatchId });
    steps.push(step);
    state = step.state;
  }
  return { state, steps, opened };
}

/** The matches that the parts of steps make when they are played by themselves. */
export function matchesFrom(
  steps: readonly Step[],
  opened: readonly { id: string; format: MatchFormat }[],
): ToldMatch[] {
  return opened.map(({ id, format }) => {
    const parts = steps.flatMap((step) => step.parts.filter((part) => part.matchId === id));
    const { state, refused } = foldMatch(
      format,
      parts.flatMap((part) => part.events),
    );
    if (refused.length > 0) throw new Error(`${id} refused ${refused[0]?.code}`);
    return { id, format, state };
  });
}

/** Plays a log written as words. */
export function playLog(text: string, walkUpFormat: MatchFormat = FORMATS.house): TablePlayed {
  const { state, steps, opened } = playEntries(entriesFrom(text), walkUpFormat);
  return {
    matches: matchesFrom(steps, opened)
      .map((match) => describeMatch(match.state))
      .join(" | "),
    outcomes: steps.map(({ outcome }) => outcome).join(" "),
    notes: steps
      .flatMap(({ note }) => (note === null ? [] : `${note.matchId}:${note.note}`))
      .join(" "),
    state,
    steps,
  };
}

/** A match as `5-3,0-1 live`. */
export function describeMatch(state: MatchState): string {
  const outcome = outcomeOf(state);
  const sets = scoreOf(state).sets.map(({ red, blue }) => `${red}-${blue}`);
  const ended = outcome.status === "finished" ? (outcome.winner ?? "draw") : outcome.reason;
  return `${sets.join(",")} ${ended ?? "live"}`;
}

/** The entries of a log written as words. */
export function entriesFrom(text: string): Entry[] {
  const words = text.split(" ").filter(Boolean).flatMap(repeated);
  const entries: Entry[] = [];
  let at = T0;
  let boot = 1;
  for (const word of words) {
    if (word === "boot") boot += 1;
    else if (word.startsWith("+")) at += Number(word.slice(1)) * 1000;
    else {
      at += word.includes("~") ? 100 : 5_000;
      const clock = /^[rb]~?@(\d+)$/.exec(word);
      const deviceMs = clock === null ? null : Number(clock[1]);
      const body = bodyOf(word);
      const byPeople = ["by_hand", "opened", "silence"].includes(body.type);
      entries.push({ at, source: byPeople ? null : `device/${boot}`, deviceMs, body });
    }
  }
  return entries;
}

function repeated(word: string): string[] {
  const [unit = "", times = "1"] = word.split("*");
  return Array.from({ length: Number(times) }, () => unit);
}

const sideOfLetter = (letter: string | undefined): Side => (letter === "r" ? "red" : "blue");

function bodyOf(word: string): EntryBody {
  const single = /^([rb])(~|@|$)/.exec(word);
  if (single !== null) return { type: "goal", side: sideOfLetter(single[1]) };
  const cancelled = /^x:([rb])$/.exec(word);
  if (cancelled !== null) return { type: "goal_cancelled", side: sideOfLetter(cancelled[1]) };
  if (word === "start") return { type: "match_started" };
  if (word === "end") return { type: "match_ended" };
  const report = /^([sBF])(\d+)-(\d+)(?:[@/](\d+))?(?:!([rb]))?$/.exec(word);
  if (report !== null) return reportBody(report);
  const [head = "", tail = ""] = word.split(":");
  if (head === "open") return { type: "opened", format: FORMATS[formatName(tail)] };
  if (head === "quiet") return { type: "silence", limitMs: Number(tail) * 60_000 };
  const hand = /^hand(\d+)$/.exec(head);
  const [event] = eventsFrom(word.slice(head.length + 1));
  if (hand === null || event === undefined) throw new Error(`No such word: ${word}`);
  return { type: "by_hand", matchId: `m${hand[1]}`, event };
}

function formatName(name: string): FormatName {
  return name in FORMATS ? (name as FormatName) : "house";
}

function reportBody([, kind, first, second, seconds, winner]: RegExpExecArray): EntryBody {
  const score = { red: Number(first), blue: Number(second) };
  const time = seconds === undefined ? undefined : Number(seconds);
  if (kind === "s") return { type: "score", ...score };
  if (kind === "B") return { type: "board_score", ...score, elapsedSeconds: time };
  return {
    type: "board_final",
    ...score,
    durationSeconds: time,
    winner: winner === undefined ? undefined : sideOfLetter(winner),
  };
}
