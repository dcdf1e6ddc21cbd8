import { sql } from "kysely";
import type { Db } from "../database.ts";

/** An announcement as it goes to viewers: `text` is the finished message of the stream. */
export interface LiveEvent {
  version: number;
  venueId: string | null;
  tableId: string | null;
  matchId: string | null;
  /** Who alone is told; null: everybody. */
  playerId: string | null;
  text: string;
  /** When the transaction that announced it began, in milliseconds. */
  at: number;
  /** The span that led to it, where it is traced; not in the text. */
  cause: string | null;
}

interface EventRow {
  version: number;
  venue_id: string | null;
  table_id: string | null;
  match_id: string | null;
  player_id: string | null;
  type: string;
  data: string;
  at: number;
}

const CAUSED = /,"traceparent":"(00-[0-9a-f]{32}-[0-9a-f]{16}-01)"\}$/;

function toEvent(row: EventRow): LiveEvent {
  const cause = row.data.endsWith('-01"}') ? CAUSED.exec(row.data) : null;
  const data = cause === null ? row.data : `${row.data.slice(0, cause.index)}}`;
  return {
    version: row.version,
    venueId: row.venue_id,
    tableId: row.table_id,
    matchId: row.match_id,
    playerId: row.player_id,
    at: row.at,
    text: `id: ${row.version}\nevent: ${row.type}\ndata: ${data}\n\n`,
    cause: cause?.[1] ?? null,
  };
}

/** The same for whoever is to tell when it is shown, with what caused it. */
export const withCause = (event: LiveEvent, traceparent: string): LiveEvent => ({
  ...event,
  text: event.text.replace(/\}\n\n$/, `,"traceparent":"${traceparent}"}\n\n`),
});

/** The version of the last announcement of all. */
export async function headVersion(db: Db): Promise<number> {
  const head = await db.selectFrom("live_head").select("version").executeTakeFirstOrThrow();
  return head.version;
}

/** Announcements after a version in their order, at most `limit`. Some may be forgotten: see whether the first follows. */
export async function readAfter(db: Db, version: number, limit: number): Promise<LiveEvent[]> {
  const { rows } = await sql<EventRow>`
    select version, venue_id, table_id, match_id, player_id, type, data,
      extract(epoch from at)::float8 * 1000 as at from live_events
    where version > ${version} order by version limit ${limit}`.execute(db);
  return rows.map(toEvent);
}

/** Forgets announcements older than an hour. */
export async function forgetOldAnnouncements(db: Db): Promise<void> {
  await db
    .deleteFrom("live_events")
    .where("at", "<", new Date(Date.now() - 3_600_000))
    .execute();
}
