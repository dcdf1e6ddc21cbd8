import { sql } from "kysely";
import type { Db, Transaction } from "../../platform/database.ts";
import { announce } from "../../platform/live-log.ts";

/** How many messages somebody has not read. */
export async function countUnread(db: Db | Transaction, playerId: string): Promise<number> {
  const { rows } = await sql<{ unread: number }>`
    select count(*)::int as unread from inbox_messages where user_id = ${playerId} and read_at is null`.execute(
    db,
  );
  return rows[0]?.unread ?? 0;
}

/** Tells somebody, and nobody else, that their inbox has changed. Call it last in the transaction. */
export async function announceInbox(tx: Transaction, playerId: string): Promise<void> {
  const unread = await countUnread(tx, playerId);
  const message = { type: "inbox.changed", unread } as const;
  await announce(tx, [{ venueId: null, tableId: null, matchId: null, playerId, message }]);
}
