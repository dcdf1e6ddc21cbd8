import type { DemandForecast } from "@babyfoot/contract";
import { dateAt, dayAfter } from "@babyfoot/domain";
import { forecastDemand } from "@babyfoot/domain/statistics";
import { sql } from "kysely";
import type { Db } from "../../platform/database.ts";
import { basisOf, toldOf } from "./basis.ts";
import { daysIn, type Scope } from "./period.ts";
import type { Sentences } from "./sentences.ts";

/** So far back it looks: eight weeks, and as long before that for its own past errors. */
const LOOKS_BACK_DAYS = 126;

/** The coming week, from the last months of the venue: neither a season nor a period narrows what it looks at. */
export async function demandForecast(
  db: Db,
  { venueId }: Pick<Scope, "venueId">,
  { now, say }: { now: number; say: Sentences },
): Promise<DemandForecast> {
  const today = dateAt(now, await clockOf(db, venueId));
  const scope = {
    ...(venueId !== undefined && { venueId }),
    from: dayAfter(today, -LOOKS_BACK_DAYS),
    to: dayAfter(today, -1),
  };
  const [basis, { rows }] = await Promise.all([
    basisOf(db, scope),
    sql<{ date: string; games: number }>`
      select r.day::text as date, sum(r.games) as games from rollup_games r
      where ${daysIn(scope)} group by r.day`.execute(db),
  ]);
  const { days, past } = forecastDemand(today, rows);
  const told = days.map((day) => ({
    ...day,
    weekday: new Date(`${day.date}T00:00Z`).getUTCDay() || 7,
  }));
  return {
    ...toldOf(basis),
    sentence: say.demandForecast({ games: basis.games, days: told, past }),
    doubts: [],
    days: told,
    past,
  };
}

/** The clock of a venue, or of the first. */
async function clockOf(db: Db, venueId: string | undefined): Promise<string> {
  const venue = await db
    .selectFrom("venues")
    .select("time_zone")
    .$if(venueId !== undefined, (query) => query.where("id", "=", venueId ?? ""))
    .orderBy("created_at")
    .limit(1)
    .executeTakeFirst();
  return venue?.time_zone ?? "Europe/Paris";
}
