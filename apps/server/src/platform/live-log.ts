import type { LiveDelta } from "@babyfoot/contract";
import { sql } from "kysely";
import type { Transaction } from "./database.ts";
import { rowsAs } from "./rows.ts";

export interface Announcement {
  venueId: string;
  tableId: string | null;
  matchId: string | null;
  message: LiveDelta;
}

/** The channel on which every process hears that the log of announcements has grown. */
export const LIVE_CHANNEL = "babyfoot_live";

/**
 * Writes what viewers must learn, in the transaction that changes it. It takes the head's row lock until the
 * commit, so call it last: versions then rise in commit order and have no gaps.
 */
export async function announce(tx: Transaction, announcements: Announcement[]): Promise<void> {
  if (announcements.length === 0) return;
  const rows = announcements.map(({ venueId, tableId, matchId, message }, index) => ({
    ordinal: index + 1,
    venue_id: venueId,
    table_id: tableId,
    match_id: matchId,
    type: message.type,
    data: JSON.stringify(message),
  }));
  await sql`
    with head as (
      update live_head set version = version + ${rows.length}::int returning version
    ), added as (
      insert into live_events (version, venue_id, table_id, match_id, type, data)
      select head.version - ${rows.length}::int + n.ordinal,
             n.venue_id, n.table_id, n.match_id, n.type, n.data
      from head, ${rowsAs(rows, COLUMNS)}
    )
    select pg_notify(${LIVE_CHANNEL}, version::text) from head`.execute(tx);
}

const COLUMNS = {
  ordinal: "int",
  venue_id: "uuid",
  table_id: "uuid",
  match_id: "uuid",
  type: "text",
  data: "text",
} as const;
