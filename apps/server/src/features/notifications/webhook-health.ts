import { sql } from "kysely";
import type { Db } from "../../platform/database.ts";
import { notify } from "./outbox.ts";

interface Channel {
  id: string;
  name: string;
  venue_id: string;
  failures: number;
}

const MOST_FAILURES = 20;

export async function webhookWorked(db: Db, { id, failures }: Channel): Promise<void> {
  if (failures === 0) return;
  await sql`update venue_webhooks set failures = 0 where id = ${id}`.execute(db);
}

/** Counts a failure; after so many in a row the channel is switched off, and the administrators are told. */
export const webhookFailed = (db: Db, { id, name, venue_id }: Channel): Promise<void> =>
  db.transaction().execute(async (tx) => {
    const { rows } = await sql<{ active: boolean; version: number }>`
      update venue_webhooks set failures = failures + 1, active = failures + 1 < ${MOST_FAILURES},
        switched_off_at = case when failures + 1 >= ${MOST_FAILURES} then now() end,
        version = version + (failures + 1 >= ${MOST_FAILURES})::int
      where id = ${id} and active returning active, version`.execute(tx);
    const [row] = rows;
    if (row === undefined || row.active) return;
    const admins = await tx
      .selectFrom("users")
      .select("id")
      .where("role", "=", "admin")
      .orderBy("id")
      .execute();
    await notify(
      tx,
      admins.map((admin) => ({
        playerId: admin.id,
        venueId: venue_id,
        kind: "channel_switched_off",
        subject: id,
        key: `switched off:${id}:${row.version}`,
        data: { channel: name },
        path: `/admin/channels`,
      })),
    );
  });
