import type { MatchEvent } from "@babyfoot/domain";
import { type RawBuilder, sql } from "kysely";
import type { Transaction } from "../../platform/database.ts";
import type { Place } from "./head.ts";
import type { LogEntry } from "./log-entry.ts";

/** An entry that stands in a table's log, with the matches it belonged to. */
export interface StoredEntry extends LogEntry {
  matchId: string | null;
  beforeMatchId: string | null;
  effect: MatchEvent[] | null;
}

interface LogRow {
  id: string;
  at: Date;
  source: LogEntry["source"];
  body: LogEntry["body"];
  device_id: string | null;
  boot_id: string | null;
  boot: number;
  seq: number;
  device_ms: number | null;
  received_at: Date;
  actor_id: string | null;
  match_id: string | null;
  before_match_id: string | null;
  effect: MatchEvent[] | null;
}

const START: Place = { at: 0, boot: 0, seq: 0 };

/** A place, to be compared with `(at, boot, seq)`. */
export const placeRow = ({ at, boot, seq }: Place): RawBuilder<unknown> =>
  sql`(${new Date(at)}::timestamptz, ${boot}::int, ${seq}::bigint)`;

/** A table's log in its order, from a place on or behind it. */
export async function loadLog(
  tx: Transaction,
  { venueId, tableId }: { venueId: string; tableId: string },
  { from, after }: { from?: Place; after?: Place },
): Promise<StoredEntry[]> {
  const begins =
    after === undefined
      ? sql`(at, boot, seq) >= ${placeRow(from ?? START)}`
      : sql`(at, boot, seq) > ${placeRow(after)}`;
  const { rows } = await sql<LogRow>`
    select id, at, source, body, device_id, boot_id, boot, seq, device_ms, received_at, actor_id,
           match_id, before_match_id, effect
    from table_events where venue_id = ${venueId} and table_id = ${tableId} and ${begins}
    order by at, boot, seq, id`.execute(tx);
  return rows.map((row) => ({
    id: row.id,
    tableId,
    at: row.at.getTime(),
    source: row.source,
    body: row.body,
    deviceId: row.device_id,
    bootId: row.boot_id,
    boot: row.boot,
    seq: row.seq,
    deviceMs: row.device_ms,
    receivedAt: row.received_at.getTime(),
    actorId: row.actor_id,
    matchId: row.match_id,
    beforeMatchId: row.before_match_id,
    effect: row.effect,
  }));
}
