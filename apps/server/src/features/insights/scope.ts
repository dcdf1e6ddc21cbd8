import type { InsightScope } from "@babyfoot/contract";
import { sql } from "kysely";
import type { Db } from "../../platform/database.ts";
import { basisOf } from "./basis.ts";
import { daysIn, type Scope } from "./period.ts";

/** What can be asked for, newest season first. */
export async function insightScope(db: Db, venue: Pick<Scope, "venueId">): Promise<InsightScope> {
  const [{ first, last, games, imported }, seasons] = await Promise.all([
    basisOf(db, venue),
    sql<{ season: string; games: number }>`
      select r.season, sum(r.games) as games from rollup_games r
      where ${daysIn(venue)} and r.season <> '' group by r.season order by r.season desc`.execute(
      db,
    ),
  ]);
  return { seasons: seasons.rows, first, last, games, imported };
}
