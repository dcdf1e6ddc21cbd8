import type { InsightQuery } from "@babyfoot/contract";
import { dayAfter } from "@babyfoot/domain";
import { type RawBuilder, sql } from "kysely";

export type Scope = Pick<InsightQuery, "season" | "venueId" | "from" | "to">;

/** Before all days, and after those that have none. */
const FIRST_DAY = "0001-01-01";

export interface Piece {
  grain: "day" | "month";
  from: string;
  to: string;
}

const monthOf = (day: string): string => `${day.slice(0, 8)}01`;
const nextMonth = (day: string): string => monthOf(dayAfter(monthOf(day), 31));

/** A period as whole months and the days at its ends. */
export function piecesOf({ from, to }: Pick<Scope, "from" | "to">): Piece[] {
  const begins = from ?? FIRST_DAY;
  const firstMonth = monthOf(begins) === begins ? begins : nextMonth(begins);
  const ends = to ?? "infinity";
  const afterMonths = to === undefined ? "infinity" : monthOf(dayAfter(to, 1));
  if (to !== undefined && firstMonth >= afterMonths)
    return begins > to ? [] : [{ grain: "day", from: begins, to }];
  const pieces: Piece[] = [];
  if (begins < firstMonth)
    pieces.push({ grain: "day", from: begins, to: dayAfter(firstMonth, -1) });
  const lastMonth = to === undefined ? "infinity" : dayAfter(afterMonths, -1);
  pieces.push({ grain: "month", from: firstMonth, to: lastMonth });
  if (to !== undefined && afterMonths <= to)
    pieces.push({ grain: "day", from: afterMonths, to: ends });
  return pieces;
}

const among = ({ season, venueId }: Scope): RawBuilder<unknown> => sql`
  ${season === undefined ? sql`` : sql`and r.season = ${season}`}
  ${venueId === undefined ? sql`` : sql`and r.venue_id = ${venueId}::uuid`}`;

/** The condition for the rows `r` of a day in a scope. */
export function daysIn(scope: Scope): RawBuilder<unknown> {
  const { from, to } = scope;
  const begins = from ?? (to === undefined ? "-infinity" : FIRST_DAY);
  return sql`r.day between ${begins}::date and ${to ?? "infinity"}::date ${among(scope)}`;
}

/** The rows `r` of a season `s`; with its first month and last day the key finds them, and hardly any others. */
const ofSeason = sql`r.venue_id = s.venue_id and r.season = s.season`;

/**
 * What players did in a scope, as a query of rows of rollup_players: seasons that lie in it as a whole, and of the
 * others months and the days at its ends.
 */
export function playersIn(scope: Scope): RawBuilder<unknown> {
  const everything = scope.from === undefined && scope.to === undefined;
  const whole = everything
    ? sql`true`
    : sql`min(r.day) >= ${scope.from ?? FIRST_DAY}::date and max(r.day) <= ${scope.to ?? "infinity"}::date`;
  const pieces = everything ? [] : piecesOf(scope);
  const queries = [
    sql`select r.* from seasons s join rollup_players r on r.grain = 'season'
      and r.starts_on = '-infinity' and ${ofSeason} where s.whole`,
    ...pieces.map(
      ({ grain, from, to }) => sql`
        select r.* from seasons s join rollup_players r on r.grain = ${grain} and ${ofSeason}
          and r.starts_on between greatest(${from}::date, s.first) and least(${to}::date, s.last) where not s.whole`,
    ),
  ];
  return sql`
    with seasons as materialized (
      select r.venue_id, r.season, ${whole} as whole,
        date_trunc('month', min(r.day))::date as first, max(r.day) as last
      from rollup_games r where true ${among(scope)}
      group by r.venue_id, r.season
    )
    ${sql.join(queries, sql` union all `)}`;
}
