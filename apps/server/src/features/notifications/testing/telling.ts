import { sql } from "kysely";
import type { Client } from "../../../../test/client.ts";
import type { TestServer } from "../../../../test/server.ts";
import type { Notice } from "../notice.ts";
import { notify } from "../outbox.ts";

export const SOON = { timeout: 10_000, interval: 25 };
const INBOX = "/api/v1/me/inbox";
export const PREFERENCES = "/api/v1/me/notifications";

export interface InboxItem {
  kind: string;
  subject: string;
  text: string;
  link: string;
  readAt: string | null;
}

/** Somebody's inbox, the oldest first. */
export async function inboxOf(client: Client): Promise<InboxItem[]> {
  return (await client.get(INBOX)).body.items.toReversed();
}

export const kindsOf = async (client: Client): Promise<string[]> =>
  (await inboxOf(client)).map(({ kind }) => kind);

/** What somebody will be told, in the order of its time. */
export async function awaiting(server: TestServer, playerId: string) {
  const { rows } = await sql<{ kind: string; due_at: Date; valid_until: Date | null }>`
    select kind, due_at, valid_until from notices
    where player_id = ${playerId} and due_at is not null order by due_at, kind`.execute(
    server.database.db,
  );
  return rows;
}

/** The clock reaches what is to be told of somebody. */
export const timePasses = (server: TestServer, playerId: string, kind: string) =>
  sql`update notices set due_at = now(), valid_until = now() + interval '5 minutes'
    where player_id = ${playerId} and kind = ${kind} and due_at is not null`.execute(
    server.database.db,
  );

/** What became of each way by which somebody was to be told. */
export async function deliveriesTo(server: TestServer, playerId: string) {
  const { rows } = await sql<{ channel: string; outcome: string | null; attempts: number }>`
    select d.channel, d.outcome, d.attempts from notice_deliveries d join notices n on n.id = d.notice_id
    where n.player_id = ${playerId} order by d.id`.execute(server.database.db);
  return rows;
}

/** Seconds until the next try of what has failed, rounded up, once that is written down. */
export async function waitOf(server: TestServer): Promise<number | undefined> {
  const { rows } = await sql<{ seconds: number }>`
    select ceil(extract(epoch from due_at - now()))::int as seconds from notice_deliveries
    where due_at < now() + interval '89 seconds' and attempts > 0`.execute(server.database.db);
  return rows[0]?.seconds;
}

/** What waits for its next try is tried now. */
export const retryNow = (server: TestServer) =>
  sql`update notice_deliveries set due_at = now() where due_at is not null`.execute(
    server.database.db,
  );

let notices = 0;

/** A notice as a feature writes one. */
export async function noticeFor(
  server: TestServer,
  playerId: string,
  given: Partial<Notice> = {},
): Promise<Notice> {
  notices += 1;
  const nth = notices;
  const venue = await server.database.db
    .selectFrom("venues")
    .select("id")
    .executeTakeFirstOrThrow();
  return {
    playerId,
    venueId: venue.id,
    kind: "queue_offered",
    subject: `subject ${nth}`,
    key: `key ${nth}`,
    data: { table: "Table T", until: new Date(Date.now() + 180_000).toISOString() },
    path: "/book",
    ...given,
  };
}

/** Writes notices as a feature does. */
export const tellAll = (server: TestServer, all: Notice[]) =>
  server.database.db.transaction().execute((tx) => notify(tx, all));
