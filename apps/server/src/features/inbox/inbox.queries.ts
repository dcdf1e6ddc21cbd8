import type { Locale } from "@babyfoot/contract";
import { sql } from "kysely";
import type { Db, Transaction } from "../../platform/database.ts";

interface Page {
  userId: string;
  before: [string, string] | undefined;
  limit: number;
}

/** Messages with what the words of a notice need, as it is now. */
const messages = (db: Db | Transaction, userId: string) =>
  db
    .selectFrom("inbox_messages as m")
    .innerJoin("players as reader", "reader.id", "m.user_id")
    .leftJoin("venues as v", (join) => join.on(sql<boolean>`v.id = (m.data ->> 'venueId')::uuid`))
    .leftJoin("players as p", (join) => join.on(sql<boolean>`p.id = (m.data ->> 'playerId')::uuid`))
    .select(["m.id", "m.kind", "m.data", "m.subject", "m.body", "m.link"])
    .select(["m.created_at", "m.read_at", "p.display_name as by_name"])
    .select(["v.name as venue_name", "v.time_zone", sql<Locale>`reader.locale`.as("locale")])
    .where("m.user_id", "=", userId);
export type MessageRow = Awaited<
  ReturnType<ReturnType<typeof messages>["executeTakeFirstOrThrow"]>
>;

/** A person's messages, newest first. */
export const findMessages = (db: Db, { userId, before, limit }: Page) =>
  messages(db, userId)
    // As text, because a JavaScript date would lose the microseconds.
    .select(
      sql<string>`to_char(m.created_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`.as(
        "sort_at",
      ),
    )
    .$if(before !== undefined, (query) =>
      query.where(
        sql<boolean>`(m.created_at, m.id) < (${before?.[0]}::timestamptz, ${before?.[1]}::uuid)`,
      ),
    )
    .orderBy("m.created_at", "desc")
    .orderBy("m.id", "desc")
    .limit(limit)
    .execute();

/** One change of somebody's inbox after the other, so that what is unread is counted right. */
const lockInbox = (tx: Transaction, userId: string) =>
  sql`select from users where id = ${userId} for no key update`.execute(tx);

/** Marks a message read, the first time it is; undefined where it is not theirs. */
export async function markRead(
  tx: Transaction,
  { id, userId }: { id: string; userId: string },
): Promise<MessageRow | undefined> {
  await lockInbox(tx, userId);
  await sql`update inbox_messages set read_at = now()
    where id = ${id} and user_id = ${userId} and read_at is null`.execute(tx);
  return messages(tx, userId).where("m.id", "=", id).executeTakeFirst();
}

/** Marks all of somebody's messages read. */
export async function markAllRead(tx: Transaction, userId: string): Promise<void> {
  await lockInbox(tx, userId);
  await sql`update inbox_messages set read_at = now() where user_id = ${userId} and read_at is null`.execute(
    tx,
  );
}
