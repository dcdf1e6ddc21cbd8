import { sql } from "kysely";
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

const STREAKS = combinedStreaks({ source: "piece", key: "player_id, venue_id, season" });

/** No streak is longer than the ends of two parts and all that lies between and was won throughout. */
const MOST_POSSIBLE = sql`greatest(max(streak_best),
  coalesce(max(streak_suffix) filter (where draws + losses > 0), 0)
  + coalesce(max(streak_prefix) filter (where draws + losses > 0), 0)
  + coalesce(sum(streak_suffix) filter (where draws + losses = 0), 0))`;

/** A day is before no day. */
const early = (day: string) => sql`${sql.ref(day)} = '-infinity', ${sql.ref(day)}`;

/** The most of one player in one game: how many games, and each holder with their first such game. */
function bestGames(kind: PersonalBest["kind"], measure: "goals" | "saves") {
  const best = sql.ref(`best_${measure}`);
  const on = `best_${measure}_on`;
  return sql`
    select ${kind} as kind, max(${best}) as value, sum(${sql.ref(`best_${measure}_held`)}) as held, (
      select jsonb_agg(jsonb_build_object('playerId', p.id, 'displayName', p.display_name, 'game', (
          select jsonb_build_object('venueId', g.venue_id, 'gameId', g.id)
          from games g join game_lines l on l.venue_id = g.venue_id and l.game_id = g.id
          where g.venue_id = f.venue_id and coalesce(g.season, '') = f.season and l.player_id = f.player_id
            and (g.day = f.on_day or (f.on_day = '-infinity' and g.day is null))
            and ${sql.ref(`l.${measure}`)} = f.best
          order by g.started_at, g.code, g.id limit 1), 'from', null, 'to', null)
        order by ${early("f.on_day")}, f.player_id)
      from (
        select * from (
          select distinct on (player_id) player_id, venue_id, season, ${best} as best, ${sql.ref(on)} as on_day
          from shown where ${best} = (select max(${best}) from shown) order by player_id, ${early(on)}
        ) as first_of_each order by ${early("on_day")}, player_id limit ${SHOWN}
      ) as f join players p on p.id = f.player_id) as holders
    from shown where ${best} > 0 and ${best} = (select max(${best}) from shown) having count(*) > 0`;
}

/** The most wins in a row, within a venue and a season: how many players, and the first of them. */
const LONGEST = sql`
  select 'longest_win_streak' as kind, max(streak_best) as value, count(*) as held, (
    select jsonb_agg(jsonb_build_object('playerId', f.player_id, 'displayName', p.display_name, 'game', null,
      'from', f.streak_best_from, 'to', f.streak_best_to) order by f.streak_best_from, f.player_id)
    from (select * from longest order by streak_best_from, player_id limit ${SHOWN}) as f
    join players p on p.id = f.player_id) as holders
  from longest having count(*) > 0`;

/** What single players hold, of whoever may be named. */
export async function personalRecords(db: Db, scope: Scope): Promise<PersonalBest[]> {
  const { rows } = await sql<PersonalBest>`
    with shown as materialized (
      select r.* from (${playersIn(scope)}) as r join players p on p.id = r.player_id
      where p.erased_at is null and p.on_leaderboards
    ), promising as (
      select player_id, venue_id, season from shown group by player_id, venue_id, season
      having ${MOST_POSSIBLE} >= (select max(streak_best) from shown)
    ), piece as (
      select * from shown where (player_id, venue_id, season) in (select player_id, venue_id, season from promising)
    ), streak as (select player_id, ${sql.raw(bestOf("best"))} from (${sql.raw(STREAKS)}) as s),
    longest as materialized (
      select * from streak where streak_best > 0 and streak_best = (select max(streak_best) from streak)
    )
    ${bestGames("most_goals_of_one", "goals")}
    union all ${bestGames("most_saves_of_one", "saves")}
    union all ${LONGEST}`.execute(db);
  return rows;
}
