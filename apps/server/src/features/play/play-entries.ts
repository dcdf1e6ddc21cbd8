import type { MatchState, TableState } from "@babyfoot/domain";
import type { Transaction } from "../../platform/database.ts";
import { newId } from "../../platform/ids.ts";
import type { Announcement } from "../../platform/live-log.ts";
import { loadMatches, type MatchRow } from "../matches/matches.service.ts";
import { type Turned, turnedTables } from "../tables/tables.service.ts";
import { announcementsOf } from "./announcements.ts";
import { cardOf, recordOfCard } from "./card.ts";
import { type FoldedLog, foldLog } from "./fold-log.ts";
import { type Checkpoint, comparePlaces, type Head } from "./head.ts";
import { type MatchRecord, newRecord, recordPart, settle, storedRecord } from "./ledger.ts";
import type { LogEntry, PlayedEntry } from "./log-entry.ts";
import { type Refolded, refold } from "./refold.ts";
import { writePlay } from "./write-play.ts";

export interface Played {
  /** The entries given, with what became of them. */
  entries: PlayedEntry[];
  records: Map<string, MatchRecord>;
  /** To be announced last in the transaction. */
  announcements: Announcement[];
}

interface TablePlay {
  head: Head;
  folded: FoldedLog;
  refolded: Refolded | null;
  before: TableState;
}

/**
 * Adds entries to the logs of locked tables, plays them, and writes all that follows. Entries that come after
 * everything known are played on; with a late one the log is folded again from the match it falls into. `believing`:
 * the caller does all again when something that this process remembers turns out to be outdated.
 */
export async function playEntries(
  tx: Transaction,
  heads: Map<string, Head>,
  entries: readonly LogEntry[],
  believing = false,
): Promise<Played> {
  const plays: TablePlay[] = [];
  for (const [tableId, own] of byTable(entries)) {
    const head = heads.get(tableId);
    if (head === undefined) throw new Error(`table ${tableId} is not locked`);
    plays.push(await playTable(tx, head, own));
  }
  const records = await collectRecords(tx, plays);
  for (const record of records.values()) settle(record);
  for (const { head } of plays) keepCard(head, records);
  const { added, replayed } = sortOut(plays);
  await writePlay(tx, {
    heads: plays.map((play) => play.head),
    records: [...records.values()],
    added,
    replayed,
  });
  const tables = await turnedTables(tx, turnedBy(plays, records), believing);
  return {
    entries: added,
    records,
    announcements: [...announcementsOf(records.values()), ...tables],
  };
}

/** The tables on which a match has begun or ended, with what runs there now. */
function turnedBy(plays: readonly TablePlay[], records: ReadonlyMap<string, MatchRecord>): Turned {
  const turned = new Map<string, MatchRow | null | undefined>();
  for (const { head, before, folded } of plays) {
    const { running } = folded.state;
    if (before.running?.id === running?.id) continue;
    turned.set(head.tableId, running === null ? null : records.get(running.id)?.row);
  }
  return turned;
}

/** The entries that are new in the log, and those that stood there before. */
function sortOut(plays: readonly TablePlay[]): { added: PlayedEntry[]; replayed: PlayedEntry[] } {
  const added: PlayedEntry[] = [];
  const replayed: PlayedEntry[] = [];
  for (const { folded, refolded } of plays)
    for (const entry of folded.entries)
      (refolded?.known.has(entry.id) === true ? replayed : added).push(entry);
  return { added, replayed };
}

function byTable(entries: readonly LogEntry[]): Map<string, LogEntry[]> {
  const grouped = new Map<string, LogEntry[]>();
  for (const entry of entries) {
    const own = grouped.get(entry.tableId);
    if (own === undefined) grouped.set(entry.tableId, [entry]);
    else own.push(entry);
  }
  return grouped;
}

async function playTable(tx: Transaction, head: Head, entries: LogEntry[]): Promise<TablePlay> {
  const before = head.state;
  const sorted = [...entries].sort(comparePlaces);
  const [first] = sorted;
  const inOrder = first === undefined || comparePlaces(first, head.last) > 0;
  const refolded = inOrder ? null : await refold(tx, head, sorted);
  const folded = refolded?.folded ?? foldLog(head, before, sorted, newId);
  head.state = folded.state;
  head.checkpoint =
    refolded === null ? since(head.checkpoint, sorted.length) : since(head.checkpoint, Infinity);
  advance(head, folded.entries);
  return { head, folded, refolded, before };
}

/** What comes late is already behind the last checkpoint: the next is then due at once. */
const since = ({ bounceMs, entriesSince }: Checkpoint, added: number): Checkpoint => ({
  bounceMs,
  entriesSince: entriesSince + added,
});

function advance(head: Head, entries: readonly LogEntry[]): void {
  for (const entry of entries) {
    if (comparePlaces(entry, head.last) > 0)
      head.last = { at: entry.at, boot: entry.boot, seq: entry.seq };
    const voice = entry.source === "hand" ? "hand" : entry.deviceId;
    if (voice !== null) head.heard.set(voice, Math.max(head.heard.get(voice) ?? 0, entry.at));
  }
}

async function collectRecords(
  tx: Transaction,
  plays: TablePlay[],
): Promise<Map<string, MatchRecord>> {
  const records = new Map<string, MatchRecord>();
  for (const { refolded } of plays)
    for (const [id, record] of refolded?.records ?? []) records.set(id, record);
  const onward = plays.filter((play) => play.refolded === null);
  for (const { head, folded } of onward)
    for (const { matchId, entry, before } of folded.openings)
      records.set(matchId, newRecord(head, matchId, entry, before));
  await addStored(tx, onward, records);
  for (const { folded } of onward)
    for (const entry of folded.entries)
      for (const part of entry.parts) {
        const record = records.get(part.matchId);
        if (record !== undefined) recordPart(record, entry, part);
      }
  for (const { folded } of plays)
    for (const { matchId, note } of folded.notes) addNote(records.get(matchId), note);
  return records;
}

/** Matches that were there before: their state is in the head's, their row as the head remembers it or stored. */
async function addStored(
  tx: Transaction,
  plays: TablePlay[],
  records: Map<string, MatchRecord>,
): Promise<void> {
  const states = new Map<string, MatchState>();
  const now = Date.now();
  for (const { head, folded, before } of plays)
    for (const id of touchedBy(folded)) {
      if (records.has(id)) continue;
      const state = [before.running, before.last].find((match) => match?.id === id)?.state;
      if (state === undefined) continue;
      const running = id === before.running?.id;
      const record = running ? recordOfCard(head, id, state, now) : undefined;
      if (record === undefined) states.set(id, state);
      else records.set(id, record);
    }
  if (states.size === 0) return;
  for (const row of await loadMatches(tx, [...states.keys()])) {
    const state = states.get(row.id);
    if (state !== undefined) records.set(row.id, storedRecord(row, state));
  }
}

/** The matches of which a stretch of the log says something, some of them several times. */
function* touchedBy({ entries, notes }: FoldedLog): Iterable<string> {
  for (const { matchId } of notes) yield matchId;
  for (const { parts } of entries) for (const { matchId } of parts) yield matchId;
}

/** Leaves with the head what the next goal needs of the match that is running now. */
function keepCard(head: Head, records: Map<string, MatchRecord>): void {
  const { running } = head.state;
  const record = running === null ? undefined : records.get(running.id);
  const known = head.card?.id === running?.id ? head.card : null;
  if (running === null) head.card = null;
  else if (record !== undefined) {
    head.card = cardOf(record, record.fromCard ? (known?.readAt ?? 0) : Date.now());
  }
}

function addNote(record: MatchRecord | undefined, note: string): void {
  if (record === undefined || record.row.notes.includes(note)) return;
  record.row = { ...record.row, notes: [...record.row.notes, note] };
  record.changed = true;
}
