import { sql } from "kysely";
import type { Db, Transaction } from "../../platform/database.ts";

interface Page {
  userId: string;
  before: [string, string] | undefined;
  limit: number;
}

const COLUMNS = ["id", "subject", "body", "link", "created_at", "read_at"] as const;

/** A person's messages, newest first. */
export const findMessages = (db: Db, { userId, before, limit }: Page) =>
  db
    .selectFrom("inbox_messages")
    .select(COLUMNS)
    // As text, because a JavaScript date would lose the microseconds.
    .select(
      sql<string>`to_char(created_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`.as(
        "sort_at",
      ),
    )
    .where("user_id", "=", userId)
    .$if(before !== undefined, (query) =>
      query.where(
        sql<boolean>`(created_at, id) < (${before?.[0]}::timestamptz, ${before?.[1]}::uuid)`,
      ),
    )
    .orderBy("created_at", "desc")
    .orderBy("id", "desc")
    .limit(limit)
    .execute();

/** Marks a message read, the first time it is. */
export const markRead = (tx: Transaction, { id, userId }: { id: string; userId: string }) =>
  tx
    .updateTable("inbox_messages")
    .set({ read_at: sql<Date>`coalesce(read_at, now())` })
    .where("id", "=", id)
    .where("user_id", "=", userId)
    .returning(COLUMNS)
    .executeTakeFirst();
export type MessageRow = NonNullable<Awaited<ReturnType<typeof markRead>>>;
