import type { Card } from "@babyfoot/contract";
import { sql } from "kysely";
import type { Db, Transaction } from "../../platform/database.ts";

/** The cards of a player, the newest first; they have a handful at most. */
export async function cardsOf(db: Db, playerId: string): Promise<Card[]> {
  const rows = await db
    .selectFrom("cards")
    .select(["id", "label", "linked_at", "last_used_at"])
    .where("player_id", "=", playerId)
    .orderBy("id", "desc")
    .execute();
  return rows.map((row) => ({
    id: row.id,
    label: row.label,
    linkedAt: row.linked_at.toISOString(),
    lastUsedAt: row.last_used_at?.toISOString() ?? null,
  }));
}

/** Unlinks a card of a player; answers whether it was theirs. */
export async function unlinkCard(
  db: Db,
  { id, playerId }: { id: string; playerId: string },
): Promise<boolean> {
  const gone = await db
    .deleteFrom("cards")
    .where("id", "=", id)
    .where("player_id", "=", playerId)
    .executeTakeFirst();
  return gone.numDeletedRows > 0n;
}

/** Forgets the cards of somebody who leaves, and where they have tapped in. */
export async function forgetCardsOf(tx: Transaction, playerId: string): Promise<void> {
  for (const table of ["card_codes", "cards", "reservation_seats"] as const)
    await sql`delete from ${sql.table(table)} where player_id = ${playerId}`.execute(tx);
}
