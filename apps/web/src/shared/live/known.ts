import type {
  Import,
  LiveDelta,
  LiveMessage,
  Match,
  QueueNews,
  Table,
  TableTap,
  TimelineEvent,
} from "@babyfoot/contract";
import { currentMatchOf, withMatch } from "./table-now.ts";

/** All that has been heard of tables and matches. */
export interface Known {
  tables: Map<string, Table>;
  /** The ids of `tables`; the same array until one comes or goes. */
  tableIds: readonly string[];
  /** All tables have been heard of, so that one that is missing does not exist. */
  allTables: boolean;
  matches: Map<string, Match>;
  /** The match that was last heard to end, by table. */
  ended: Map<string, Match>;
  /** What the stream has added to timelines since they were read, by match. */
  additions: Map<string, readonly TimelineEvent[]>;
  /** Counts up when a match has begun or ended, or may have: lists of matches are then out of date. */
  turns: number;
  /** Counts up when a reservation has changed, or may have: schedules are then out of date. */
  reservationTurns: number;
  /** Counts up when a waiting line has changed, or may have. */
  queueTurns: number;
  /** What was last heard of the waiting line of each venue. */
  queues: Map<string, QueueNews>;
  /** The last tap that was heard of, by table. */
  taps: Map<string, TableTap>;
  /** Counts up when one's own inbox has changed, or may have. */
  inboxTurns: number;
  /** What was last heard of each import, by administrators. */
  imports: Map<string, Import>;
  /** Counts up when something of a match may have been missed, by match. */
  gaps: Map<string, number>;
}

export type Snapshot = Extract<LiveMessage, { type: "snapshot" }>;
export type MatchDelta = Extract<LiveDelta, { match: Match }>;

export function nothingKnown(): Known {
  return {
    tables: new Map(),
    tableIds: [],
    allTables: false,
    matches: new Map(),
    ended: new Map(),
    additions: new Map(),
    turns: 0,
    reservationTurns: 0,
    queueTurns: 0,
    queues: new Map(),
    taps: new Map(),
    inboxTurns: 0,
    imports: new Map(),
    gaps: new Map(),
  };
}

/** An older version changes nothing. */
export function learnMatch(known: Known, match: Match): void {
  const before = known.matches.get(match.id);
  if (before && before.version >= match.version) return;
  known.matches.set(match.id, match);
  const table = known.tables.get(match.tableId);
  if (table) known.tables.set(table.id, withMatch(table, match));
}

/** An older version changes nothing, except that its match may be news. */
export function learnTable(known: Known, table: Table): void {
  if (table.currentMatch) learnMatch(known, table.currentMatch);
  const before = known.tables.get(table.id);
  if (before && before.version >= table.version) return;
  const match = currentMatchOf(table, known.matches);
  known.tables.set(table.id, match ? withMatch(table, match) : table);
  if (!before) known.tableIds = [...known.tableIds, table.id];
}

/** One change may come as two messages of the same version, each with events of its own. */
function learnDelta(known: Known, { match, events }: MatchDelta): void {
  const before = known.matches.get(match.id);
  if (before && match.version < before.version) return;
  if (before && match.version > before.version + 1) markGap(known, match.id);
  if (before?.status !== match.status) known.turns += 1;
  learnMatch(known, match);
  if (match.status !== "live") known.ended.set(match.tableId, match);
  const added = known.additions.get(match.id) ?? [];
  const fresh = events.filter((event) => added.every((other) => other.id !== event.id));
  if (fresh.length > 0) known.additions.set(match.id, [...added, ...fresh]);
}

/** A new beginning: what happened before it may have been missed. `whole`: all tables are in it. */
function learnSnapshot(known: Known, snapshot: Snapshot, whole: boolean): void {
  if (known.allTables) known.turns += 1;
  known.reservationTurns += 1;
  known.queueTurns += 1;
  known.inboxTurns += 1;
  if (whole) forgetTablesBut(known, snapshot.tables);
  for (const table of snapshot.tables) learnTable(known, table);
  for (const match of snapshot.matches) learnMatch(known, match);
  const live = new Set(snapshot.matches.map((match) => match.id));
  for (const match of known.matches.values()) {
    if (match.status === "live" && !live.has(match.id)) markGap(known, match.id);
  }
  for (const id of known.additions.keys()) markGap(known, id);
  known.additions.clear();
  known.allTables ||= whole;
}

/** An older version changes nothing. */
function learnQueue(known: Known, queue: QueueNews): void {
  const before = known.queues.get(queue.venueId);
  if (before && before.version >= queue.version) return;
  known.queues.set(queue.venueId, queue);
  known.queueTurns += 1;
}

/** An older version changes nothing. */
function learnImport(known: Known, one: Import): void {
  const before = known.imports.get(one.id);
  if (before && before.version >= one.version) return;
  known.imports.set(one.id, one);
}

function forgetTablesBut(known: Known, tables: readonly Table[]): void {
  const kept = new Set(tables.map((table) => table.id));
  if (known.tableIds.every((id) => kept.has(id))) return;
  known.tableIds = known.tableIds.filter((id) => kept.has(id));
  for (const id of known.tables.keys()) if (!kept.has(id)) known.tables.delete(id);
}

function markGap(known: Known, matchId: string): void {
  known.gaps.set(matchId, (known.gaps.get(matchId) ?? 0) + 1);
}

/** Takes in a message of the live stream. `whole`: it was asked for all tables. */
export function learn(known: Known, message: LiveMessage, whole: boolean): void {
  switch (message.type) {
    case "snapshot":
      learnSnapshot(known, message, whole);
      break;
    case "table.changed":
      learnTable(known, message.table);
      break;
    case "reservation.changed":
      known.reservationTurns += 1;
      break;
    case "queue.changed":
      learnQueue(known, message.queue);
      break;
    case "tap":
      known.taps.set(message.tap.tableId, message.tap);
      break;
    case "inbox.changed":
      known.inboxTurns += 1;
      break;
    case "import.changed":
      learnImport(known, message.import);
      break;
    case "match.started":
    case "match.goal":
    case "match.corrected":
    case "match.finished":
      learnDelta(known, message);
      break;
    default:
      message satisfies never;
  }
}
