import { sql } from "kysely";
import type { Db } from "../../platform/database.ts";
import { execute } from "../../platform/rows.ts";
import {
  COUNT_DAYS,
  COUNT_MONTHS,
  COUNT_PLAYER_DAYS,
  COUNT_SEASONS,
  FORGET_DAYS,
} from "./rollups.sql.ts";
import { holdAlone } from "./write-games.ts";

/** So many days are counted in one transaction, the newest first: what was just played waits for no import. */
const AT_ONCE = 120;
/** Any number of its own: who holds it counts, and nobody else meanwhile. */
const COUNTING = 7_302_242;

/** A stretch of a player in which something has changed. */
interface Changed {
  venue_id: string;
  season: string;
  player_id: string;
  month: string;
}

const columnsOf = (rows: Changed[]): string[][] => [
  rows.map((row) => row.venue_id),
  rows.map((row) => row.season),
  rows.map((row) => row.player_id),
  rows.map((row) => row.month),
];

/** Counts days whose games have changed. Answers whether there are more of them. */
export async function countDays(db: Db): Promise<boolean> {
  return db.transaction().execute(async (tx) => {
    if (!(await holdAlone(tx, COUNTING))) return false;
    const { rows: days } = await sql<{ venue_id: string; day: string }>`
      with chosen as (select distinct venue_id, day from stale_days order by day desc limit ${AT_ONCE}),
      taken as (
        delete from stale_days s using chosen c where s.venue_id = c.venue_id and s.day = c.day
        returning s.venue_id, s.day
      )
      select distinct venue_id, day::text as day from taken`.execute(tx);
    if (days.length === 0) return false;
    // A day of an import may have more games than any day of play.
    await sql`select set_config('statement_timeout', '120s', true), set_config('work_mem', '32MB', true),
      set_config('jit', 'off', true)`.execute(tx);
    const values = [days.map((day) => day.venue_id), days.map((day) => day.day)];
    for (const statement of [...FORGET_DAYS, ...COUNT_DAYS]) await execute(tx, statement, values);
    const months = await execute<Changed>(tx, COUNT_PLAYER_DAYS, values);
    const seasons = await execute<Changed>(tx, COUNT_MONTHS, columnsOf(months));
    await execute(tx, COUNT_SEASONS, columnsOf(seasons));
    return days.length === AT_ONCE;
  });
}
