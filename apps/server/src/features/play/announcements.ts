import type { LiveDelta, TimelineEvent } from "@babyfoot/contract";
import type { Announcement } from "../../platform/live-log.ts";
import { presentMatch } from "../matches/matches.service.ts";
import type { MatchRecord, WatchedLine } from "./ledger.ts";

const GOALS = new Set(["goal", "own_goal", "gamelle"]);

type MatchDelta = Extract<LiveDelta, { match: unknown }>;

/** What viewers are told of the matches that changed, in the order it happened. */
export function announcementsOf(records: Iterable<MatchRecord>): Announcement[] {
  return [...records].filter((record) => record.changed).flatMap(ofMatch);
}

function ofMatch(record: MatchRecord): Announcement[] {
  const { row } = record;
  const match = presentMatch(row);
  const goals = record.lines.filter((line) => GOALS.has(line.kind));
  const others = record.lines.filter((line) => !GOALS.has(line.kind));
  const messages: LiveDelta[] = [];
  const add = (type: MatchDelta["type"], lines: WatchedLine[]) =>
    messages.push({ type, match, events: lines.map(presentLine) });
  if (record.isNew) add("match.started", []);
  if (goals.length > 0) add("match.goal", goals);
  const over = row.status !== "live";
  const closed = over && (record.wasLive || record.isNew);
  if (others.length > 0 && !closed) add("match.corrected", others);
  if (closed) add("match.finished", others);
  if (messages.length === 0) add("match.corrected", []);
  return messages.map((message) => ({
    venueId: row.venue_id,
    tableId: row.table_id,
    matchId: row.id,
    message,
  }));
}

function presentLine(line: WatchedLine, index: number): TimelineEvent {
  return {
    id: `${line.entry.id}:live${index}`,
    at: new Date(line.entry.at).toISOString(),
    kind: line.kind,
    side: line.side,
    scoreRed: line.scoreRed,
    scoreBlue: line.scoreBlue,
    setNumber: line.setNumber,
    undone: false,
    scorerId: line.scorerId ?? null,
    position: line.position ?? null,
    source: line.entry.source === "hand" ? "hand" : "sensor",
    byName: null,
  };
}
