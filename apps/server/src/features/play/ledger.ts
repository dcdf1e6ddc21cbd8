import {
  type LiveLine,
  type MatchState,
  nextGoalWins,
  outcomeOf,
  type Part,
  playLines,
  type Side,
  scoreOf,
  startMatch,
  type TableState,
} from "@babyfoot/domain";
import type { LoadedMatch, MatchRow } from "../matches/matches.service.ts";
import type { Head } from "./head.ts";
import type { LogEntry } from "./log-entry.ts";

/** A line for those who watch, with the entry that made it. */
export interface WatchedLine extends LiveLine {
  entry: LogEntry;
}

/** A match as this transaction changes it. */
export interface MatchRecord {
  row: MatchRow & { opened_by: string };
  state: MatchState;
  /** The table's state before it, where that is new. */
  beginning: TableState | null;
  /** Its row was not read, but made up of what the head remembers. */
  fromCard: boolean;
  isNew: boolean;
  /** Folded again from its beginning, so that how it began may have changed too. */
  refolded: boolean;
  wasLive: boolean;
  changed: boolean;
  /** The instant of the newest entry that changed it. */
  changedAt: number;
  lines: WatchedLine[];
}

/** A new match, opened by an entry. */
export function newRecord(
  head: Head,
  id: string,
  entry: LogEntry,
  before: TableState,
): MatchRecord {
  const format = entry.body.type === "opened" ? entry.body.format : head.walkUpFormat;
  return {
    row: {
      id,
      venue_id: head.venueId,
      table_id: head.tableId,
      table_code: head.code,
      table_name: head.name,
      status: "live",
      format,
      score_red: 0,
      score_blue: 0,
      sets: [],
      sets_red: 0,
      sets_blue: 0,
      winner: null,
      swapped: false,
      match_point: [],
      scored_by: entry.source === "hand" ? "hand" : "sensor",
      confirmed_at: null,
      notes: [],
      started_at: new Date(entry.at - playedBefore(entry)),
      finished_at: null,
      last_goal_at: null,
      version: 0,
      players: [],
      opened_by: entry.id,
    },
    state: startMatch(format),
    beginning: before,
    fromCard: false,
    isNew: true,
    refolded: false,
    wasLive: false,
    changed: true,
    changedAt: entry.at,
    lines: [],
  };
}

/** A board that reports only finals says how long the match has lasted. */
function playedBefore({ body }: LogEntry): number {
  if (body.type === "board_final") return (body.durationSeconds ?? 0) * 1000;
  if (body.type === "board_score") return (body.elapsedSeconds ?? 0) * 1000;
  return 0;
}

/** A stored match, about to change. */
export function storedRecord(row: LoadedMatch, state: MatchState): MatchRecord {
  const wasLive = row.status === "live";
  return {
    row: { ...row },
    state,
    beginning: null,
    fromCard: false,
    isNew: false,
    refolded: false,
    wasLive,
    changed: false,
    changedAt: 0,
    lines: [],
  };
}

/** Plays what an entry did to a match: its new state, and the row that follows from it. */
export function recordPart(record: MatchRecord, entry: LogEntry, part: Part): void {
  const { state, lines } = playLines(record.state, part.events);
  for (const line of lines) record.lines.push({ ...line, entry });
  record.state = state;
  record.changed = true;
  record.changedAt = entry.at;
  if (lines.some((line) => line.kind === "goal" || line.kind === "own_goal"))
    record.row.last_goal_at = new Date(entry.at);
  if (entry.source !== "hand" && lines.length > 0 && record.row.scored_by === "hand")
    record.row.scored_by = "sensor";
}

/** Makes a changed match's columns agree with its state, and gives it its next version. */
export function settle(record: MatchRecord): void {
  if (!record.changed) return;
  const { row } = record;
  Object.assign(row, settledColumns(record.state));
  const over = row.status !== "live";
  row.finished_at = over ? (row.finished_at ?? new Date(record.changedAt)) : null;
  row.version += 1;
}

/** The columns that a match's state decides. */
function settledColumns(state: MatchState) {
  const score = scoreOf(state);
  const { status, winner } = outcomeOf(state);
  const point = nextGoalWins(state);
  return {
    status,
    winner,
    score_red: score.red,
    score_blue: score.blue,
    sets: score.sets,
    sets_red: score.setsRed,
    sets_blue: score.setsBlue,
    swapped: state.sets.at(-1)?.swapped ?? false,
    match_point: (["red", "blue"] satisfies Side[]).filter((side) => point[side]),
  };
}
