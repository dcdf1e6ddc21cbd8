import type { LiveDelta } from "@babyfoot/contract";
import type { Transaction } from "./database.ts";
import { currentWork } from "./log/work.ts";
import { execute, rowsSource } from "./rows.ts";
import { ahead } from "./send-ahead.ts";

export interface Announcement {
  /** Null where it is of no venue. */
  venueId: string | null;
  tableId: string | null;
  matchId: string | null;
  /** Who alone is told; left out, everybody is. */
  playerId?: string;
  message: LiveDelta;
}

/** The channel on which every process hears that the log of announcements has grown. */
export const LIVE_CHANNEL = "babyfoot_live";

interface AnnouncementRow {
  ordinal: number;
  venue_id: string | null;
  table_id: string | null;
  match_id: string | null;
  player_id: string | null;
  type: string;
  data: LiveDelta & { traceparent?: string };
}

const ROWS = rowsSource<AnnouncementRow>({
  ordinal: "int",
  venue_id: "uuid",
  table_id: "uuid",
  match_id: "uuid",
  player_id: "uuid",
  type: "text",
  data: "text",
});

const ANNOUNCE = ahead(`
  with head as (
    update live_head set version = version + $1::int returning version
  ), added as (
    insert into live_events (version, venue_id, table_id, match_id, player_id, type, data)
    select head.version - $1::int + n.ordinal, n.venue_id, n.table_id, n.match_id, n.player_id, n.type, n.data
    from head, ${ROWS.from(2)}
  )
  select pg_notify('${LIVE_CHANNEL}', version::text) from head`);

/**
 * Writes what viewers must learn, in the transaction that changes it. It takes the head's row lock until the
 * commit, so call it last: versions then rise in commit order and have no gaps.
 * @param causes by table, the span that led to it; of the work at hand where left out
 */
export async function announce(
  tx: Transaction,
  announcements: Announcement[],
  causes?: ReadonlyMap<string, string>,
): Promise<void> {
  if (announcements.length === 0) return;
  const own = currentWork()?.span?.traceparent;
  const rows = announcements.map(({ venueId, tableId, matchId, playerId, message }, index) => ({
    ordinal: index + 1,
    venue_id: venueId,
    table_id: tableId,
    match_id: matchId,
    player_id: playerId ?? null,
    type: message.type,
    data: caused(message, causes?.get(tableId ?? "") ?? own),
  }));
  await execute(tx, ANNOUNCE, [rows.length, ...ROWS.values(rows)]);
}

/** What caused it comes last, where it is found without reading the rest. */
const caused = (message: LiveDelta, traceparent: string | undefined): AnnouncementRow["data"] =>
  traceparent === undefined ? message : { ...message, traceparent };
