import type { Locale, WebhookKind } from "@babyfoot/contract";
import { sql } from "kysely";
import type { Db } from "../../platform/database.ts";
import { waitAfter } from "../../platform/mail/job-queue.ts";
import type { Stored } from "./words.ts";

export type Channel = "push" | "mail" | "webhook";

/** A delivery that this process has taken, with all that its sending needs, as it is now. */
export interface Taken extends Stored {
  id: string;
  notice_id: string;
  channel: Channel;
  target: string;
  attempts: number;
  subject: string;
  path: string;
  created_at: Date;
  valid_until: Date | null;
  venue_id: string | null;
}

/** How long a delivery is its taker's; a taker that died lets it go by itself. */
const LEASE_SECONDS = 90;

/** Takes the delivery that is due longest: still wanted at this moment, and no other process's meanwhile. */
export async function takeDelivery(db: Db, channel: Channel): Promise<Taken | undefined> {
  const { rows } = await sql<Taken>`
    with taken as (
      update notice_deliveries set attempts = attempts + 1, due_at = now() + make_interval(secs => ${LEASE_SECONDS})
      where id = (select id from notice_deliveries where channel = ${channel} and due_at <= now()
        order by due_at, id limit 1 for update skip locked)
      returning id, notice_id, channel, target, attempts
    )
    select t.*, n.kind, n.subject, n.data, n.path, n.created_at, n.valid_until, n.venue_id,
      p.display_name as by_name, v.name as venue_name, v.time_zone
    from taken t join notices n on n.id = t.notice_id left join venues v on v.id = n.venue_id
      left join players p on p.id = (n.data ->> 'playerId')::uuid`.execute(db);
  return rows[0];
}

export type Outcome = "sent" | "untrue" | "gone" | "failed";

/** A delivery is over. One that was taken back meanwhile stays so. */
export async function settle(db: Db, id: string, outcome: Outcome): Promise<void> {
  await sql`update notice_deliveries set outcome = ${outcome}, due_at = null, settled_at = now()
    where id = ${id} and outcome is null`.execute(db);
}

/** A delivery waits for its next try; where it is untrue by then it is over. */
export async function postpone(db: Db, taken: Taken, afterSeconds: number): Promise<void> {
  const seconds = Math.max(afterSeconds, waitAfter(taken.attempts));
  const next = Date.now() + seconds * 1_000;
  if (taken.valid_until !== null && next >= taken.valid_until.getTime())
    return settle(db, taken.id, "untrue");
  await sql`update notice_deliveries set due_at = now() + make_interval(secs => ${seconds})
    where id = ${taken.id} and outcome is null`.execute(db);
}

export const findSubscription = (db: Db, id: string) =>
  db
    .selectFrom("push_subscriptions as s")
    .innerJoin("players as p", "p.id", "s.player_id")
    .select(["s.id", "s.endpoint", "s.p256dh", "s.auth", sql<Locale>`p.locale`.as("locale")])
    .where("s.id", "=", id)
    .executeTakeFirst();

export const findAddress = (db: Db, playerId: string) =>
  db
    .selectFrom("users as u")
    .innerJoin("players as p", "p.user_id", "u.id")
    .select(["u.id", "u.email", sql<Locale>`p.locale`.as("locale")])
    .where("u.id", "=", playerId)
    .executeTakeFirst();

export const findActiveWebhook = (db: Db, id: string) =>
  db
    .selectFrom("venue_webhooks")
    .select(["id", "url", "name", "venue_id", "failures"])
    .select([sql<WebhookKind>`kind`.as("kind"), sql<Locale>`locale`.as("locale")])
    .where("id", "=", id)
    .where("active", "=", true)
    .executeTakeFirst();
