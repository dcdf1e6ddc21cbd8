import { sql } from "kysely";
import type { Db } from "../../platform/database.ts";
import { newId } from "../../platform/ids.ts";
import { DEFAULT_OPENING_HOURS, DEFAULT_POLICY } from "./venues.policy.ts";

export { DEFAULT_POLICY } from "./venues.policy.ts";
export { findVenue, presentVenue, VENUE_COLUMNS } from "./venues.queries.ts";

/** The venue that is meant where none is named. */
export async function firstVenueId(db: Db): Promise<string> {
  const first = await db
    .selectFrom("venues")
    .select("id")
    .orderBy("id")
    .limit(1)
    .executeTakeFirstOrThrow();
  return first.id;
}

/** The first venue exists from the first start; processes that start together make one. */
export async function ensureFirstVenue(db: Db): Promise<void> {
  await db.transaction().execute(async (tx) => {
    await sql`lock table venues in share row exclusive mode`.execute(tx);
    const any = await tx.selectFrom("venues").select("id").limit(1).executeTakeFirst();
    if (any !== undefined) return;
    await tx
      .insertInto("venues")
      .values({
        id: newId(),
        name: "Souk",
        time_zone: "Europe/Paris",
        opening_hours: JSON.stringify(DEFAULT_OPENING_HOURS),
        policy: JSON.stringify(DEFAULT_POLICY),
      })
      .execute();
  });
}
