import type {
  Locale,
  VenueEvent,
  Webhook,
  WebhookKind,
  webhookCreateSchema,
  webhookPatchSchema,
} from "@babyfoot/contract";
import { sql } from "kysely";
import type { z } from "zod";
import type { Db, Transaction } from "../../platform/database.ts";
import { AppError } from "../../platform/errors.ts";
import { checkVersion } from "../../platform/http/etag.ts";
import { newId } from "../../platform/ids.ts";

const rows = (db: Db | Transaction) =>
  db
    .selectFrom("venue_webhooks")
    .select(["id", "venue_id", "name", "url", "active", "failures", "switched_off_at", "version"])
    .select([
      sql<WebhookKind>`kind`.as("kind"),
      sql<Locale>`locale`.as("locale"),
      sql<VenueEvent[]>`events`.as("events"),
    ]);
type WebhookRow = Awaited<ReturnType<ReturnType<typeof rows>["executeTakeFirstOrThrow"]>>;

const ENDING = 4;

/** Whoever knows the whole address of a channel can post there: only its server and its ending are shown. */
const hintOf = (url: string): string => `${new URL(url).host}/…${url.slice(-ENDING)}`;

/** A channel as the contract shows it. */
export const presentWebhook = (row: WebhookRow): Webhook => ({
  id: row.id,
  venueId: row.venue_id,
  kind: row.kind,
  name: row.name,
  urlHint: hintOf(row.url),
  locale: row.locale,
  events: row.events,
  active: row.active,
  failures: row.failures,
  switchedOffAt: row.switched_off_at?.toISOString() ?? null,
  version: row.version,
});

export const listWebhooks = (
  db: Db,
  venueId: string,
  { after, limit }: { after: string | undefined; limit: number },
) =>
  rows(db)
    .where("venue_id", "=", venueId)
    .$if(after !== undefined, (query) => query.where("id", ">", after ?? ""))
    .orderBy("id")
    .limit(limit)
    .execute();

interface Place {
  id: string;
  venueId: string;
}

/** @throws AppError `not_found`. */
export async function knowWebhook(
  db: Db | Transaction,
  { id, venueId }: Place,
): Promise<WebhookRow> {
  const row = await rows(db)
    .where("id", "=", id)
    .where("venue_id", "=", venueId)
    .executeTakeFirst();
  if (row === undefined) throw new AppError("not_found");
  return row;
}

/** @throws AppError `not_found` for an unknown venue. */
export async function addWebhook(
  tx: Transaction,
  venueId: string,
  { kind, name, url, locale, events }: z.output<typeof webhookCreateSchema>,
): Promise<WebhookRow> {
  const id = newId();
  const { rows: added } = await sql`
    insert into venue_webhooks (id, venue_id, kind, name, url, locale, events)
    select ${id}, v.id, ${kind}, ${name}, ${url}, ${locale}, ${events}::text[] from venues v where v.id = ${venueId}
    returning id`.execute(tx);
  if (added.length === 0) throw new AppError("not_found");
  return knowWebhook(tx, { id, venueId });
}

/** Changes what is given; switched on again it begins without failures. @throws AppError `not_found`, `stale`. */
export async function changeWebhook(
  tx: Transaction,
  { id, venueId, expected }: Place & { expected: number | undefined },
  { name, url, locale, events, active }: z.output<typeof webhookPatchSchema>,
): Promise<WebhookRow> {
  await sql`select from venue_webhooks where id = ${id} for update`.execute(tx);
  checkVersion(expected, (await knowWebhook(tx, { id, venueId })).version);
  await tx
    .updateTable("venue_webhooks")
    .set((value) => ({
      version: value("version", "+", 1),
      ...(name !== undefined && { name }),
      ...(url !== undefined && { url }),
      ...(locale !== undefined && { locale }),
      ...(events !== undefined && { events }),
      ...(active !== undefined && { active, failures: 0, switched_off_at: null }),
    }))
    .where("id", "=", id)
    .execute();
  return knowWebhook(tx, { id, venueId });
}

/** @throws AppError `not_found`, `stale`. */
export async function removeWebhook(
  tx: Transaction,
  { id, venueId, expected }: Place & { expected: number | undefined },
): Promise<void> {
  await sql`select from venue_webhooks where id = ${id} for update`.execute(tx);
  checkVersion(expected, (await knowWebhook(tx, { id, venueId })).version);
  await tx.deleteFrom("venue_webhooks").where("id", "=", id).execute();
}
