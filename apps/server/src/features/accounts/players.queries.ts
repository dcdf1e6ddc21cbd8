import { sql } from "kysely";
import type { Db } from "../../platform/database.ts";

interface Search {
  /** Found anywhere in a display name; empty finds all. */
  search: string;
  after: [number, string, string] | undefined;
  limit: number;
}

/** Players by display name, those whose name begins with the search first; erased ones are not found. */
export function findPlayers(db: Db, { search, after, limit }: Search) {
  const wanted = search.toLowerCase();
  const name = sql<string>`lower(display_name)`;
  const rank = sql<number>`case when starts_with(lower(display_name), ${wanted}) then 0 else 1 end`;
  return db
    .selectFrom("players")
    .select(["id", "display_name", "avatar", name.as("sort_name"), rank.as("rank")])
    .where("erased_at", "is", null)
    .$if(wanted !== "", (query) => query.where(sql<boolean>`position(${wanted} in ${name}) > 0`))
    .$if(after !== undefined, (query) =>
      query.where(
        sql<boolean>`(${rank}, ${name}, id) > (${after?.[0]}, ${after?.[1]}, ${after?.[2]}::uuid)`,
      ),
    )
    .orderBy(rank)
    .orderBy(name)
    .orderBy("id")
    .limit(limit)
    .execute();
}

/** One player, erased ones included: their matches stay. */
export const findPlayer = (db: Db, id: string) =>
  db
    .selectFrom("players")
    .select(["id", "display_name", "avatar"])
    .where("id", "=", id)
    .executeTakeFirst();
