import { createHmac } from "node:crypto";
import { sql } from "kysely";
import type { Transaction } from "../../platform/database.ts";
import { linkWithoutCode } from "../cards/cards.service.ts";

const UID_BYTES = 7;
/** So many play at a simulated table by card: the others are named by whoever is there. */
const CARDS_A_TABLE = 2;

const uidOf = (playerId: string, secretKey: string): string =>
  createHmac("sha256", secretKey)
    .update(`demo card ${playerId}`)
    .digest("hex")
    .slice(0, 2 * UID_BYTES)
    .toUpperCase();

/** Gives players of the demo campus cards, the same at every start; answers their numbers, a few for each table. */
export async function dealCards(
  tx: Transaction,
  { tables, secretKey }: { tables: number; secretKey: string },
): Promise<string[][]> {
  const { rows } = await sql<{ id: string }>`
    select id from players where user_id is null and erased_at is null order by id
    limit ${tables * CARDS_A_TABLE}`.execute(tx);
  const uids = rows.map(({ id }) => uidOf(id, secretKey));
  for (const [index, { id: playerId }] of rows.entries())
    await linkWithoutCode(tx, { playerId, uid: uids[index] ?? "", secretKey });
  return Array.from({ length: tables }, (_, table) =>
    uids.slice(table * CARDS_A_TABLE, (table + 1) * CARDS_A_TABLE),
  );
}
