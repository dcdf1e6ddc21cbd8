import { EMPTY_TABLE, type MatchEvent, startMatch, type TableState } from "@babyfoot/domain";
import { sql } from "kysely";
import type { Transaction } from "../../platform/database.ts";
import { type LoadedMatch, loadMatches } from "../matches/matches.service.ts";
import { type FoldedLog, foldLog } from "./fold-log.ts";
import { comparePlaces, type Head, type Place } from "./head.ts";
import { restoreState, type StoredState } from "./head-state.ts";
import { keepIds } from "./keep-ids.ts";
import { type MatchRecord, newRecord, recordPart, storedRecord } from "./ledger.ts";
import type { LogEntry } from "./log-entry.ts";
import { loadLog, placeRow, type StoredEntry } from "./stored-log.ts";

interface Anchor extends Place {
  /** The table's before that place. */
  state: TableState;
}

type AnchorRow = Omit<Place, "at"> & { at: Date; state: StoredState };

/** A stretch of the log played again, with the matches it now gives. */
export interface Refolded {
  folded: FoldedLog;
  records: Map<string, MatchRecord>;
  /** Entries that stood in the log before, whose outcome may have changed. */
  known: Set<string>;
}

/**
 * Late entries take their place in the log, and all that follows is played again: from the beginning of the match
 * into which they fall. Matches keep their ids, and one that no longer exists is closed as merged.
 */
export async function refold(tx: Transaction, head: Head, late: LogEntry[]): Promise<Refolded> {
  const first = [...late].sort(comparePlaces)[0];
  if (first === undefined) throw new Error("nothing to fold again");
  const anchor = await findAnchor(tx, head, first);
  const stored = await loadLog(tx, head, anchor === undefined ? {} : { from: anchor });
  const entries = [...stored, ...late].sort(
    (a, b) => comparePlaces(a, b) || (a.id < b.id ? -1 : 1),
  );
  const idOf = keepIds(entries, stored);
  const folded = foldLog(head, anchor?.state ?? EMPTY_TABLE, entries, idOf);
  keepOldCorrections(folded, stored);
  const ids = new Set(
    stored.flatMap((entry) => [entry.matchId ?? [], entry.beforeMatchId ?? []].flat()),
  );
  const before = await loadMatches(tx, [...ids]);
  const known = new Set(stored.map((entry) => entry.id));
  return { folded, records: recordsOf(head, folded, before, known), known };
}

/** The opening of the last match that began before a place. */
async function findAnchor(tx: Transaction, head: Head, place: Place): Promise<Anchor | undefined> {
  const { rows } = await sql<AnchorRow>`
    select e.at, e.boot, e.seq, b.state
    from table_events e
    join matches m on m.venue_id = e.venue_id and m.id = e.match_id and m.opened_by = e.id
    join match_beginnings b on b.venue_id = m.venue_id and b.match_id = m.id
    where e.venue_id = ${head.venueId} and e.table_id = ${head.tableId}
      and not ('merged' = any(m.notes))
      and (e.at, e.boot, e.seq) <= ${placeRow(place)}
    order by e.at desc, e.boot desc, e.seq desc, e.id desc limit 1`.execute(tx);
  const [row] = rows;
  if (row === undefined) return undefined;
  const { boot, seq } = row;
  return { at: row.at.getTime(), boot, seq, state: restoreState(row.state) };
}

/** What staff put right in a match long over does not hang on the table's play: it stays as it was. */
function keepOldCorrections(folded: FoldedLog, stored: StoredEntry[]): void {
  const effects = new Map(stored.map((entry) => [entry.id, entry]));
  folded.entries = folded.entries.map((entry) => {
    const known = effects.get(entry.id);
    if (entry.body.type !== "by_hand" || entry.outcome !== "match_over") return entry;
    if (known === undefined || known.matchId === null || known.effect === null) return entry;
    const parts = [{ matchId: known.matchId, events: known.effect }];
    return { ...entry, outcome: "counted", parts };
  });
}

/** A match that began before the stretch is only touched by what stands fast: its end, or a correction by hand. */
function recordsOf(
  head: Head,
  folded: FoldedLog,
  before: LoadedMatch[],
  known: Set<string>,
): Map<string, MatchRecord> {
  const stored = new Map(before.map((row) => [row.id, row]));
  const records = new Map<string, MatchRecord>();
  for (const { matchId, entry, before: state } of folded.openings) {
    const fresh = newRecord(head, matchId, entry, state);
    const row = stored.get(matchId);
    records.set(matchId, row === undefined ? fresh : again(row, fresh));
  }
  for (const entry of folded.entries)
    for (const part of entry.parts) {
      const record = records.get(part.matchId);
      if (record !== undefined) recordPart(record, entry, part);
    }
  for (const record of records.values()) if (!record.isNew) record.lines = [];
  const gone = before.filter((row) => known.has(row.opened_by) && !records.has(row.id));
  for (const row of gone) records.set(row.id, merged(row));
  return records;
}

/** The same match from its beginning; what people have added to it stays. */
function again(row: LoadedMatch, fresh: MatchRecord): MatchRecord {
  const { players, confirmed_at, version } = row;
  const kept = { players, confirmed_at, version };
  return {
    ...fresh,
    row: { ...fresh.row, ...kept },
    isNew: false,
    refolded: true,
    wasLive: row.status === "live",
  };
}

/** With its goals now in another match, nothing is left of this one. */
function merged(row: LoadedMatch): MatchRecord {
  const record = storedRecord(row, startMatch(row.format as Parameters<typeof startMatch>[0]));
  const nothing: MatchEvent = { type: "abandon", reason: "merged" };
  record.row = { ...record.row, notes: [...new Set([...row.notes, "merged"])] };
  recordPart(record, mergedEntry(row), { matchId: row.id, events: [nothing] });
  record.lines = [];
  return record;
}

function mergedEntry(row: LoadedMatch): LogEntry {
  const at = (row.started_at ?? new Date(0)).getTime();
  return {
    id: row.id,
    tableId: row.table_id,
    at,
    boot: 0,
    seq: 0,
    source: "system",
    deviceId: null,
    bootId: null,
    deviceMs: null,
    receivedAt: at,
    actorId: null,
    body: { type: "silence", limitMs: 0 },
  };
}
