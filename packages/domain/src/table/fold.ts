import { applyEvent } from "../match/apply.ts";
import type { MatchErrorCode } from "../match/codes.ts";
import type { MatchEvent, Side } from "../match/events.ts";
import { outcomeOf } from "../match/outcome.ts";
import type { Entry, EntryBody } from "./entry.ts";
import { apply, type FoldContext, giveUp, open, type Part, type Play, withEvent } from "./play.ts";
import { type GoalMark, isUntouched, scoreBySide, type TableState } from "./state.ts";
import {
  addGoals,
  implyTotal,
  isPlausible,
  noteTotal,
  type Reading,
  readBoard,
  readNative,
  repeatsFinal,
  restart,
} from "./total.ts";

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
      return foldReport(play, entry, body, readNative(state, body, entry.source), context);
    case "board_score":
      return foldBoardScore(play, entry, body, context);
    case "board_final":
      return foldFinal(play, entry, body, context);
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

function foldGoal(play: Play, entry: Entry, side: Side, context: FoldContext): Step {
  const total = implyTotal(play.state, entry.source, side, 1);
  const counted = { ...play, state: { ...play.state, total } };
  if (isBounce(play.state.lastGoal[side], entry, context.bounceMs)) return done(counted, "bounce");
  const mark: GoalMark = { at: entry.at, source: entry.source, deviceMs: entry.deviceMs };
  const marked = {
    ...counted,
    state: { ...counted.state, lastGoal: { ...play.state.lastGoal, [side]: mark } },
  };
  return done(addGoals(marked, entry, { red: 0, blue: 0, [side]: 1 }, context), "counted");
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
  const total = implyTotal(play.state, entry.source, side, -1);
  const counted = { ...play, state: { ...play.state, total } };
  if (play.state.running !== null) {
    const applied = apply(counted, entry, { type: "undo", side });
    return applied.ok ? done(applied.play, "counted") : done(counted, applied.code);
  }
  const { last } = play.state;
  if (last === null) return done(counted, "no_match_running");
  return foldByHand(counted, entry, last.id, { type: "undo", side });
}

type Report = { red: number; blue: number; elapsedSeconds?: number | undefined };

function foldBoardScore(play: Play, entry: Entry, report: Report, context: FoldContext): Step {
  const { state } = play;
  if (state.total === null && !isPlausible(report, context))
    return done(noteTotal(play, entry, report), "held");
  return foldReport(play, entry, report, readBoard(state, report, report.elapsedSeconds), context);
}

function foldReport(
  play: Play,
  entry: Entry,
  report: Report,
  reading: Reading,
  context: FoldContext,
): Step {
  switch (reading.kind) {
    case "repeat":
      return done(noteRepeat(play, entry, report), "held");
    case "late":
      return done(play, "held");
    case "change":
      return done(
        noteTotal(addGoals(play, entry, reading.delta, context), entry, report),
        "counted",
      );
    case "new_match":
      return done(foldNewCount(play, entry, report, context), "counted");
    default:
      return reading satisfies never;
  }
}

function noteRepeat(play: Play, entry: Entry, report: Report): Play {
  const { total } = play.state;
  if (total === null || report.elapsedSeconds === undefined) return play;
  return noteTotal(play, entry, { ...report, final: total.final });
}

/** Counters that began again: in the middle of a match at 0–0 already, after one with their first goal. */
function foldNewCount(play: Play, entry: Entry, report: Report, context: FoldContext): Play {
  const wasRunning = play.state.running !== null;
  let now = restart(play, entry);
  const mustOpen = wasRunning && now.state.running === null && now.parts.length < 2;
  if (mustOpen) now = open(now, entry, context.walkUpFormat, context);
  return noteTotal(addGoals(now, entry, report, context), entry, report);
}

type Final = Extract<EntryBody, { type: "board_final" }>;

function foldFinal(play: Play, entry: Entry, final: Final, context: FoldContext): Step {
  const { running } = play.state;
  const report = { red: final.red, blue: final.blue, final: true };
  if (running === null && repeatsFinal(play.state, entry, final)) {
    const noted = noteTotal(play, entry, report);
    return done(noted, "held", contradiction(play.state.last, final));
  }
  if (running === null && final.red + final.blue === 0) return done(play, "ignored");
  const reading = readBoard(play.state, final, undefined);
  const fresh = running === null || reading.kind === "new_match";
  const begun = fresh ? restart(play, entry) : play;
  const delta = fresh ? final : finalDelta(play.state, final);
  const scored = addGoals(begun, entry, delta, context);
  const ended = apply(scored, entry, { type: "finish" });
  const closed = noteTotal(ended.ok ? ended.play : scored, entry, report);
  return done(closed, "counted", contradiction(closed.state.last, final));
}

function finalDelta(state: TableState, final: Final): { red: number; blue: number } {
  const known = state.total ?? (state.running === null ? null : scoreBySide(state.running.state));
  return { red: final.red - (known?.red ?? 0), blue: final.blue - (known?.blue ?? 0) };
}

/** The scores decide; a winner that says otherwise is kept as a note. */
function contradiction(match: TableState["last"], { red, blue, winner }: Final): Step["note"] {
  if (match === null || winner === undefined) return null;
  const byScore = red === blue ? null : red > blue ? "red" : "blue";
  return winner === byScore ? null : { matchId: match.id, note: "winner_contradicts_score" };
}

function foldStarted(play: Play, entry: Entry, context: FoldContext): Step {
  const reset = noteTotal(play, entry, { red: 0, blue: 0 });
  const { running } = play.state;
  if (running !== null && isUntouched(running.state)) return done(reset, "held");
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

/** By hand also the match just closed can change: undone, it goes on, unless the next one has begun. */
function foldByHand(play: Play, entry: Entry, matchId: string, event: MatchEvent): Step {
  const { running, last } = play.state;
  if (running?.id === matchId) {
    const applied = apply(play, entry, event);
    return applied.ok ? done(applied.play, "counted") : done(play, applied.code);
  }
  if (last?.id !== matchId) return done(play, "match_over");
  const applied = applyEvent(last.state, event);
  if (!applied.ok) return done(play, applied.code);
  const parts = withEvent(play.parts, matchId, event);
  if (outcomeOf(applied.value).status !== "live")
    return done(
      { state: { ...play.state, last: { ...last, state: applied.value } }, parts },
      "counted",
    );
  if (running !== null) return done(play, "newer_match");
  const again = { id: last.id, state: applied.value, lastAt: entry.at, openedBy: last.openedBy };
  return done({ state: { ...play.state, running: again, last: null }, parts }, "counted");
}

function foldSilence(play: Play, entry: Entry, limitMs: number): Step {
  const { running } = play.state;
  if (running === null || entry.at - running.lastAt < limitMs) return done(play, "ignored");
  return done(giveUp(play, entry, "silence"), "counted");
}
