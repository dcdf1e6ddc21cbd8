import { type RawBuilder, sql } from "kysely";
import type { Db } from "../../platform/database.ts";
import { bestOf, combinedStreaks } from "../games/games.service.ts";
import { playersIn, type Scope } from "./period.ts";
import { type GameKey, SHOWN } from "./references.ts";

export interface PersonalBest {
  kind: "most_goals_of_one" | "most_saves_of_one" | "longest_win_streak";
  value: number;
  held: number;
  holders: {
    playerId: string;
    displayName: string;
    game: GameKey | null;
    from: string | null;
    to: string | null;
  }[];
}

type Holder = PersonalBest["holders"][number];

const COLUMNS = {
  goals: {
    kind: "most_goals_of_one",
    best: sql.ref("r.best_goals"),
    held: sql.ref("r.best_goals_held"),
    on: sql.ref("r.best_goals_on"),
    line: sql.ref("l.goals"),
  },
  saves: {
    kind: "most_saves_of_one",
    best: sql.ref("r.best_saves"),
    held: sql.ref("r.best_saves_held"),
    on: sql.ref("r.best_saves_on"),
    line: sql.ref("l.saves"),
  },
} as const;

/** The most of one player in one game: each holder with their first such game, of whoever may be named. */
export async function bestGamesOf(
  db: Db,
  measure: "goals" | "saves",
  scope: Scope,
): Promise<PersonalBest | null> {
  const { kind, best, held, on, line } = COLUMNS[measure];
  const { rows } = await sql<{ value: number; held: number; holders: Holder[] }>`
    with piece as (
      select r.player_id, r.venue_id, r.season, ${best} as best, ${held} as held, ${on} as on_day
      from (${playersIn(scope)}) as r join players p on p.id = r.player_id
      where ${best} > 0 and p.erased_at is null and p.on_leaderboards
    ), top as (select * from piece where best = (select max(best) from piece)),
    shown as (
      select * from (
        select distinct on (player_id) * from top order by player_id, on_day = '-infinity', on_day
      ) as first_of_each order by on_day = '-infinity', on_day, player_id limit ${SHOWN}
    )
    select max(best) as value, sum(held) as held, (
      select jsonb_agg(jsonb_build_object('playerId', p.id, 'displayName', p.display_name, 'game', (
          select jsonb_build_object('venueId', g.venue_id, 'gameId', g.id)
          from games g join game_lines l on l.venue_id = g.venue_id and l.game_id = g.id
          where g.venue_id = s.venue_id and ${onDay()} and coalesce(g.season, '') = s.season
            and l.player_id = s.player_id and ${line} = s.best
          order by g.started_at, g.code, g.id limit 1), 'from', null, 'to', null)
        order by s.on_day = '-infinity', s.on_day, s.player_id)
      from shown s join players p on p.id = s.player_id) as holders
    from top having count(*) > 0`.execute(db);
  const [row] = rows;
  return row === undefined ? null : { kind, ...row };
}

/** A day is looked up by its index, and so are games without one. */
function onDay(): RawBuilder<boolean> {
  return sql<boolean>`(g.day = s.on_day or (s.on_day = '-infinity' and g.day is null))`;
}

const STREAKS = combinedStreaks({ source: "piece", key: "player_id, venue_id, season" });

/** No streak is longer than the ends of two parts and all that lies between and was won throughout. */
const MOST_POSSIBLE = sql`greatest(max(streak_best),
  coalesce(max(streak_suffix) filter (where draws + losses > 0), 0)
  + coalesce(max(streak_prefix) filter (where draws + losses > 0), 0)
  + coalesce(sum(streak_suffix) filter (where draws + losses = 0), 0))`;

/** The most wins in a row, within a venue and a season, of whoever may be named. */
export async function longestStreaks(db: Db, scope: Scope): Promise<PersonalBest | null> {
  const { rows } = await sql<{ value: number; held: number; holders: Holder[] }>`
    with shown as materialized (
      select r.* from (${playersIn(scope)}) as r join players p on p.id = r.player_id
      where p.erased_at is null and p.on_leaderboards
    ), promising as (
      select player_id, venue_id, season from shown group by player_id, venue_id, season
      having ${MOST_POSSIBLE} >= (select max(streak_best) from shown)
    ), piece as (select shown.* from shown join promising using (player_id, venue_id, season)), streak as (select player_id, ${sql.raw(bestOf("best"))} from (${sql.raw(STREAKS)}) as s),
    top as (select * from streak where streak_best > 0 and streak_best = (select max(streak_best) from streak))
    select max(streak_best) as value, count(*) as held, (
      select jsonb_agg(jsonb_build_object('playerId', f.player_id, 'displayName', p.display_name, 'game', null,
        'from', f.streak_best_from, 'to', f.streak_best_to) order by f.streak_best_from, f.player_id)
      from (select * from top order by streak_best_from, player_id limit ${SHOWN}) as f
      join players p on p.id = f.player_id) as holders
    from top having count(*) > 0`.execute(db);
  const [row] = rows;
  return row === undefined ? null : { kind: "longest_win_streak", ...row };
}
