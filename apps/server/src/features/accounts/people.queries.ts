import type { Role } from "@babyfoot/contract";
import { sql } from "kysely";
import type { Db, Transaction } from "../../platform/database.ts";

const selectPerson = (db: Db) =>
  db
    .selectFrom("users as u")
    .innerJoin("players as p", "p.user_id", "u.id")
    .select([
      "u.id",
      "u.name",
      "p.display_name",
      "u.email",
      "u.email_verified",
      sql<Role>`u.role`.as("role"),
      "u.created_at",
      "u.version",
      sql<string>`lower(u.name)`.as("sort_name"),
    ]);

interface Search {
  /** Found anywhere in a name or an address; empty finds all. */
  search: string;
  after: [string, string] | undefined;
  limit: number;
}

/** People by name. */
export function findPeople(db: Db, { search, after, limit }: Search) {
  const wanted = search.toLowerCase();
  return selectPerson(db)
    .$if(wanted !== "", (query) =>
      query.where(
        sql<boolean>`position(${wanted} in lower(u.name || ' ' || u.email || ' ' || p.display_name)) > 0`,
      ),
    )
    .$if(after !== undefined, (query) =>
      query.where(sql<boolean>`(lower(u.name), u.id) > (${after?.[0]}, ${after?.[1]}::uuid)`),
    )
    .orderBy(sql`lower(u.name)`)
    .orderBy("u.id")
    .limit(limit)
    .execute();
}
export type PersonRow = Awaited<ReturnType<typeof findPeople>>[number];

/** One person, whose row stays locked until the transaction ends. */
export const lockPerson = (tx: Transaction, id: string): Promise<PersonRow | undefined> =>
  selectPerson(tx).where("u.id", "=", id).forUpdate("u").executeTakeFirst();

/** Gives a role. The database refuses to take the last administrator's (`users_keep_an_admin`). */
export async function changeRole(tx: Transaction, id: string, role: Role) {
  const { version } = await tx
    .updateTable("users")
    .set((value) => ({ role, version: value("version", "+", 1), updated_at: new Date() }))
    .where("id", "=", id)
    .returning("version")
    .executeTakeFirstOrThrow();
  return { role, version };
}
