import { createHash } from "node:crypto";
import type { PushSubscriptionItem } from "@babyfoot/contract";
import { sql } from "kysely";
import type { Db, Transaction } from "../../platform/database.ts";
import { newId } from "../../platform/ids.ts";

interface SubscriptionRow {
  id: string;
  endpoint: string;
  user_agent: string | null;
  created_at: Date;
}

const COLUMNS = ["id", "endpoint", "user_agent", "created_at"] as const;

export const presentSubscription = (row: SubscriptionRow): PushSubscriptionItem => ({
  id: row.id,
  endpointHash: createHash("sha256").update(row.endpoint).digest("hex"),
  userAgent: row.user_agent,
  createdAt: row.created_at.toISOString(),
});

export const findSubscriptions = (db: Db, playerId: string) =>
  db
    .selectFrom("push_subscriptions")
    .select([...COLUMNS, "p256dh", "auth"])
    .where("player_id", "=", playerId)
    .orderBy("created_at", "desc")
    .orderBy("id", "desc")
    .execute();

interface NewSubscription {
  playerId: string;
  endpoint: string;
  p256dh: string;
  auth: string;
  userAgent: string | null;
  replaces: string | undefined;
}

/** Browsers a person; with more, those of longest ago are forgotten. */
const MOST = 10;

/** Keeps a browser's endpoint for one person: whoever had it before has signed in there no more. */
export async function addSubscription(
  tx: Transaction,
  { playerId, endpoint, p256dh, auth, userAgent, replaces }: NewSubscription,
): Promise<SubscriptionRow> {
  const keys = { player_id: playerId, p256dh, auth, user_agent: userAgent };
  const row = await tx
    .insertInto("push_subscriptions")
    .values({ id: newId(), endpoint, ...keys })
    .onConflict((conflict) => conflict.column("endpoint").doUpdateSet(keys))
    .returning(COLUMNS)
    .executeTakeFirstOrThrow();
  if (replaces !== undefined && replaces !== endpoint)
    await tx
      .deleteFrom("push_subscriptions")
      .where("endpoint", "=", replaces)
      .where("player_id", "=", playerId)
      .execute();
  await sql`
    delete from push_subscriptions where id in (
      select id from push_subscriptions where player_id = ${playerId} and id <> ${row.id}
      order by created_at desc, id desc offset ${MOST - 1})`.execute(tx);
  return row;
}

/** Answers whether it was theirs. */
export async function removeSubscription(
  db: Db,
  { id, playerId }: { id: string; playerId: string },
): Promise<boolean> {
  const removed = await db
    .deleteFrom("push_subscriptions")
    .where("id", "=", id)
    .where("player_id", "=", playerId)
    .executeTakeFirst();
  return removed.numDeletedRows === 1n;
}
