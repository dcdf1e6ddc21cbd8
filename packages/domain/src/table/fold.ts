import type { MatchErrorCode } from "../match/codes.ts";
import type { MatchEvent, Side } from "../match/events.ts";
import { noteSingle, noteTotal, type Score, ZERO } from "./counters.ts";
import type { Entry, EntryBody } from "./entry.ts";
import { playFinal } from "./final.ts";
import { addGoals, cancelGoal, isPlausible } from "./goals.ts";
import {
  type Applied,
  apply,
  applyToLast,
  type FoldContext,
  giveUp,
  open,
  type Part,
  type Play,
} from "./play.ts";
import { readBoard, readNative } from "./reports.ts";
import { type GoalMark, isUntouched, type TableState } from "./state.ts";

/** What became of an entry: counted, or why it changed nothing. */
export type Outcome =
  | "counted"
  /** The sensor bounced. */
  | "bounce"
  /** A repeated or late report that says nothing new. */
  | "held"
  /** Nothing to do: no match runs, or it is not silent. */
  | "ignored"
  | "match_running"
  | "newer_match"
  | "no_match_running"
  | MatchErrorCode;

export interface Step {
  readonly state: TableState;
  readonly outcome: Outcome;
  /** What the entry did, in order, to at most two matches. */
  readonly parts: readonly Part[];
  /** A data-quality note on a match, e.g. a final whose winner contradicts its scores. */
  readonly note: { readonly matchId: string; readonly note: string } | null;
}

/** Plays one entry of a table's log. Pure: the same log always gives the same matches. */
export function foldEntry(state: TableState, entry: Entry, context: FoldContext): Step {
  const play: Play = { state, parts: [] };
  const { body } = entry;
  switch (body.type) {
    case "goal":
      return foldGoal(play, entry, body.side, context);
    case "goal_cancelled":
      return foldCancelled(play, entry, body.side);
    case "score":
      return foldScore(play, entry, body, context);
    case "board_score":
      return foldBoardScore(play, entry, body, context);
    case "board_final": {
      const { play: closed, outcome, note } = playFinal(play, entry, body, context);
      return done(closed, outcome, note);
    }
    case "match_started":
      return foldStarted(play, entry, context);
    case "match_ended":
      return foldEnded(play, entry);
    case "opened":
      return foldOpened(play, entry, body, context);
    case "by_hand":
      return foldByHand(play, entry, body.matchId, body.event);
    case "silence":
      return foldSilence(play, entry, body.limitMs);
    default:
      return body satisfies never;
  }
}

const done = (play: Play, outcome: Outcome, note: Step["note"] = null): Step => ({
  state: play.state,
  parts: play.parts,
  outcome,
  note,
});

/** What an entry has changed counts; one that has changed nothing says what is known. */
const told = (play: Play): Step => done(play, play.parts.length > 0 ? "counted" : "held");

const outcomeOfApplied = (play: Play, applied: Applied): Step =>
  applied.ok ? done(applied.play, "counted") : done(play, applied.code);

function foldGoal(play: Play, entry: Entry, side: Side, context: FoldContext): Step {
  const { state } = play;
  const single = { side, by: 1 } as const;
  if (isBounce(state.lastGoal[side], entry, context.bounceMs))
    return done(noteSingle(play, state, entry, single), "bounce");
  const mark: GoalMark = { at: entry.at, source: entry.source, deviceMs: entry.deviceMs };
  const marked = { ...state, lastGoal: { ...state.lastGoal, [side]: mark } };
  const scored = addGoals({ ...play, state: marked }, entry, { ...ZERO, [side]: 1 }, context);
  return done(noteSingle(scored, state, entry, single), "counted");
}

/** Within one run of a device its own clock decides, which the network cannot stretch. */
function isBounce(last: GoalMark | null, entry: Entry, bounceMs: number): boolean {
  if (last === null) return false;
  const sameClock =
    last.source === entry.source && last.deviceMs !== null && entry.deviceMs !== null;
  const gap =
    sameClock && last.deviceMs !== null && entry.deviceMs !== null
      ? entry.deviceMs - last.deviceMs
      : entry.at - last.at;
  return gap >= 0 && gap < bounceMs;
}

function foldCancelled(play: Play, entry: Entry, side: Side): Step {
  const applied = cancelGoal(play, entry, side);
  const after = applied.ok ? applied.play : play;
  const noted = noteSingle(after, play.state, entry, { side, by: -1 });
  return done(noted, applied.ok ? "counted" : applied.code);
}

function foldScore(play: Play, entry: Entry, report: Score, context: FoldContext): Step {
  const { state } = play;
  const unknown = state.total === null && !isPlausible(report, context);
  const delta = unknown ? ZERO : readNative(state, report, entry.source);
  return told(noteTotal(addGoals(play, entry, delta, context), entry, report));
}

type Report = Score & { elapsedSeconds?: number | undefined };

function foldBoardScore(play: Play, entry: Entry, report: Report, context: FoldContext): Step {
  const { state } = play;
  if (state.total === null && !isPlausible(report, context))
    return told(noteTotal(play, entry, report));
  const reading = readBoard(state, report, entry.source);
  switch (reading.kind) {
    case "repeat":
      return told(noteRepeat(play, report));
    case "late":
      return told(play);
    case "change":
      return told(noteTotal(addGoals(play, entry, reading.delta, context), entry, report));
    case "new_match":
      return told(foldNewCount(play, entry, report, context));
    default:
      return reading satisfies never;
  }
}

function noteRepeat(play: Play, { elapsedSeconds }: Report): Play {
  const { total } = play.state;
  if (total === null || elapsedSeconds === undefined) return play;
  return { ...play, state: { ...play.state, total: { ...total, elapsedSeconds } } };
}

/** Counters that began again: in the middle of a match at 0–0 already, after one with their first goal. */
function foldNewCount(play: Play, entry: Entry, report: Report, context: FoldContext): Play {
  const { running } = play.state;
  const broken = running !== null && !isUntouched(running.state);
  const begun = broken
    ? open(giveUp(play, entry, "restarted"), entry, context.walkUpFormat, context)
    : play;
  return noteTotal(addGoals(begun, entry, report, context), entry, report);
}

function foldStarted(play: Play, entry: Entry, context: FoldContext): Step {
  const reset = noteTotal(play, entry, { red: 0, blue: 0 });
  const { running } = play.state;
  if (running !== null && isUntouched(running.state)) {
    const heard = { ...running, lastAt: Math.max(running.lastAt, entry.at) };
    return done({ ...reset, state: { ...reset.state, running: heard } }, "held");
  }
  const opened = open(giveUp(reset, entry, "restarted"), entry, context.walkUpFormat, context);
  return done(noteTotal(opened, entry, { red: 0, blue: 0 }), "counted");
}

function foldEnded(play: Play, entry: Entry): Step {
  const { running } = play.state;
  if (running === null) return done(play, "ignored");
  if (isUntouched(running.state)) return done(giveUp(play, entry, "not_played"), "counted");
  const ended = apply(play, entry, { type: "finish" });
  return ended.ok ? done(ended.play, "counted") : done(play, ended.code);
}

function foldOpened(
  play: Play,
  entry: Entry,
  { format }: Extract<EntryBody, { type: "opened" }>,
  context: FoldContext,
): Step {
  const { running } = play.state;
  if (running !== null && !isUntouched(running.state)) return done(play, "match_running");
  return done(open(giveUp(play, entry, "not_played"), entry, format, context), "counted");
}

/** By hand also the match just closed can change; older ones are over. */
function foldByHand(play: Play, entry: Entry, matchId: string, event: MatchEvent): Step {
  const { running, last } = play.state;
  if (running?.id === matchId) return outcomeOfApplied(play, apply(play, entry, event));
  if (last?.id !== matchId) return done(play, "match_over");
  return outcomeOfApplied(play, applyToLast(play, entry, event));
}

function foldSilence(play: Play, entry: Entry, limitMs: number): Step {
  const { running } = play.state;
  if (running === null || entry.at - running.lastAt < limitMs) return done(play, "ignored");
  return done(giveUp(play, entry, "silence"), "counted");
}
