import { createHmac, timingSafeEqual } from "node:crypto";
import { sql } from "kysely";
import type { Db, Transaction } from "../../platform/database.ts";
import { derivedKey } from "../../platform/derived-key.ts";

const KEY_BYTES = 24;

const keyOf = (secretKey: string, tableId: string, generation: number): string =>
  `scr_${createHmac("sha256", derivedKey(secretKey, "key of a screen"))
    .update(`${tableId} ${generation}`)
    .digest()
    .subarray(0, KEY_BYTES)
    .toString("base64url")}`;

/** Makes the key of a table's screen; the one before ends. */
export async function makeScreenKey(
  tx: Transaction,
  tableId: string,
  secretKey: string,
): Promise<string> {
  const { rows } = await sql<{ generation: number }>`
    insert into screen_keys as k (table_id, generation) values (${tableId}, 1)
    on conflict (table_id) do update set generation = k.generation + 1 returning generation`.execute(
    tx,
  );
  return keyOf(secretKey, tableId, rows[0]?.generation ?? 1);
}

/** Whether this is the key of a table's screen as it was last made. */
export async function isScreenKey(
  db: Db,
  { tableId, key }: { tableId: string; key: string },
  secretKey: string,
): Promise<boolean> {
  const row = await db
    .selectFrom("screen_keys")
    .select("generation")
    .where("table_id", "=", tableId)
    .executeTakeFirst();
  const expected = Buffer.from(keyOf(secretKey, tableId, row?.generation ?? 0));
  const given = Buffer.from(key);
  const same = given.length === expected.length && timingSafeEqual(given, expected);
  return same && row !== undefined;
}
