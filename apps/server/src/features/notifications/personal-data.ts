import { sql } from "kysely";
import type { Db, Transaction } from "../../platform/database.ts";

/** Whoever is telling somebody something ends before this, and nobody begins until the transaction ends. */
export async function holdNotices(tx: Transaction, playerId: string): Promise<void> {
  await sql`select from users where id = ${playerId} for update`.execute(tx);
}

/**
 * Forgets all that somebody who leaves was and is to be told, before anything is announced. Preferences, devices and
 * inbox go with the account.
 */
export async function forgetNotices(tx: Transaction, playerId: string): Promise<void> {
  await sql`delete from notices where player_id = ${playerId}`.execute(tx);
}

/** What is held about somebody's notifications, without the keys of their browsers. */
export async function exportNotices(db: Db, playerId: string) {
  const notices = await db
    .selectFrom("notices")
    .select(["kind", "data", "created_at as createdAt", "due_at as dueAt", "planned_at as toldAt"])
    .where("player_id", "=", playerId)
    .orderBy("id")
    .execute();
  const deliveries = await db
    .selectFrom("notice_deliveries as d")
    .innerJoin("notices as n", "n.id", "d.notice_id")
    .select(["n.kind", "d.channel", "d.outcome", "d.settled_at as settledAt"])
    .where("n.player_id", "=", playerId)
    .orderBy("d.id")
    .execute();
  const devices = await db
    .selectFrom("push_subscriptions")
    .select(["endpoint", "user_agent as userAgent", "created_at as createdAt"])
    .where("player_id", "=", playerId)
    .orderBy("id")
    .execute();
  const preferences = await db
    .selectFrom("notice_preferences")
    .select(["chosen", "version"])
    .where("player_id", "=", playerId)
    .execute();
  const counts = await db
    .selectFrom("notice_counts")
    .select(["channel", "count"])
    .select(sql<string>`day::text`.as("day"))
    .where("player_id", "=", playerId)
    .execute();
  return {
    notices,
    deliveries,
    pushDevices: devices,
    noticePreferences: preferences,
    noticeCounts: counts,
  };
}
