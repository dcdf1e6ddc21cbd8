import { sql } from "kysely";
import type { Db } from "../../platform/database.ts";
import { announce } from "../../platform/live-log.ts";
import { changedTables } from "../tables/tables.service.ts";

/** A device that is known to be there is written again so often. */
const SEEN_AGAIN_AFTER_SECONDS = 10;

/** Marks devices as there that a broker has a connection of, and tells whoever watches the tables of new ones. */
export async function markThere(db: Db, ids: readonly string[]): Promise<void> {
  await db.transaction().execute(async (tx) => {
    const { rows } = await sql<{ table_id: string; was: boolean }>`
      update devices n set online = true, by_mqtt = true, last_seen_at = greatest(n.last_seen_at, now())
      from devices o
      where n.id = any(${ids}::uuid[]) and o.id = n.id and n.kind = 'native' and n.revoked_at is null
        and (not n.online or not n.by_mqtt
          or n.last_seen_at < now() - make_interval(secs => ${SEEN_AGAIN_AFTER_SECONDS}))
      returning n.table_id, o.online as was`.execute(tx);
    const news = rows.filter(({ was }) => !was).map((row) => row.table_id);
    await announce(tx, await changedTables(tx, [...new Set(news)]));
  });
}

/** Marks devices as gone whose connection has ended, unless they speak another way meanwhile. */
export async function markGone(db: Db, ids: readonly string[]): Promise<void> {
  await db.transaction().execute(async (tx) => {
    const { rows } = await sql<{ table_id: string }>`
      update devices set online = false where id = any(${ids}::uuid[]) and online and by_mqtt
      returning table_id`.execute(tx);
    await announce(tx, await changedTables(tx, [...new Set(rows.map((row) => row.table_id))]));
  });
}
