import type { Doubt } from "@babyfoot/contract";
import { sql } from "kysely";
import type { Db } from "../../platform/database.ts";
import { daysIn, type Scope } from "./period.ts";

/** What there is in a scope, counted. */
export interface Basis {
  games: number;
  imported: number;
  timed: number;
  undated: number;
  redWins: number;
  blueWins: number;
  draws: number;
  goalsRed: number;
  goalsBlue: number;
  lines: number;
  goalLines: number;
  saveLines: number;
  roleLines: number;
  doublesGoals: number;
  unnamedGoals: number;
  first: string | null;
  last: string | null;
  updatedAt: Date;
}

/** Reads it; everything until `updatedAt` is in it. */
export async function basisOf(db: Db, scope: Scope): Promise<Basis> {
  const { rows } = await sql<Basis>`
    select coalesce(sum(games), 0) as games, coalesce(sum(imported), 0) as imported,
      coalesce(sum(timed), 0) as timed, coalesce(sum(games) filter (where day = '-infinity'), 0) as undated,
      coalesce(sum(red_wins), 0) as "redWins", coalesce(sum(blue_wins), 0) as "blueWins",
      coalesce(sum(draws), 0) as draws, coalesce(sum(goals_red), 0) as "goalsRed",
      coalesce(sum(goals_blue), 0) as "goalsBlue", coalesce(sum(lines), 0) as lines,
      coalesce(sum(goal_lines), 0) as "goalLines", coalesce(sum(save_lines), 0) as "saveLines",
      coalesce(sum(role_lines), 0) as "roleLines", coalesce(sum(doubles_goals), 0) as "doublesGoals",
      coalesce(sum(unnamed_goals), 0) as "unnamedGoals",
      min(day) filter (where day > '-infinity')::text as first, max(day) filter (where day > '-infinity')::text as last,
      ${UPDATED_AT} as "updatedAt"
    from rollup_games r where ${daysIn(scope)}`.execute(db);
  const [row] = rows;
  if (row === undefined) throw new Error("no basis");
  return row;
}

/** When the oldest change that is not counted yet was made; now without one. */
export const UPDATED_AT = sql<Date>`least(now(), (select since from stale_matches order by id limit 1),
  (select since from stale_days order by id limit 1))`;

/** Doubts that concern something. */
export const doubtsOf = (...doubts: Doubt[]): Doubt[] => doubts.filter(({ count }) => count > 0);

export const undated = ({ undated: count, games: of }: Basis): Doubt => ({
  code: "undated",
  count,
  of,
});
export const noTime = ({ games, timed }: Basis): Doubt => ({
  code: "no_time_of_day",
  count: games - timed,
  of: games,
});
/** Of the games that have a day: streaks take those of one day in the order of the import. */
export const orderUnknown = ({ games, timed, undated: without }: Basis): Doubt => ({
  code: "order_unknown",
  count: games - timed - without,
  of: games,
});
export const noWinner = ({ games, redWins, blueWins, draws }: Basis): Doubt => ({
  code: "no_winner",
  count: games - redWins - blueWins - draws,
  of: games,
});
export const notCounted = (lines: number, counted: number): Doubt => ({
  code: "not_counted",
  count: lines - counted,
  of: lines,
});
export const noPosition = ({ lines, roleLines }: Basis): Doubt => ({
  code: "no_position",
  count: lines - roleLines,
  of: lines,
});
export const nobodyNamed = ({ unnamedGoals: count, doublesGoals: of }: Basis): Doubt => ({
  code: "nobody_named",
  count,
  of,
});

/** What every answer says of itself. */
export const toldOf = ({ games, imported, updatedAt }: Basis) => ({
  games,
  imported,
  updatedAt: updatedAt.toISOString(),
});
