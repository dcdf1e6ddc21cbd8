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

/** Whoever may be named, of the players in a scope. */
const shownIn = (scope: Scope, columns: string) => sql`
  select ${sql.raw(columns)} from (${playersIn(scope)}) as r join players p on p.id = r.player_id
  where p.erased_at is null and p.on_leaderboards`;

/** Where the most of one player in one game was reached; a game without a day comes after those that have one. */
const reached = (measure: "goals" | "saves") => sql`
  select player_id, venue_id, season, ${sql.ref(`best_${measure}`)} as best, ${sql.ref(`best_${measure}_held`)} as held,
    case when ${sql.ref(`best_${measure}_on`)} = '-infinity' then 'infinity' else ${sql.ref(`best_${measure}_on`)} end as day
  from shown where ${sql.ref(`best_${measure}`)} > 0 and ${sql.ref(`best_${measure}`)} = (select ${sql.ref(measure)} from most)`;

/** The most of one player in one game: how many games, and each holder with their first such game. */
function bestGames(kind: PersonalBest["kind"], measure: "goals" | "saves") {
  const top = sql.ref(`top_${measure}`);
  return sql`
    select ${kind} as kind, max(best) as value, sum(held) as held, (
      select jsonb_agg(jsonb_build_object('playerId', p.id, 'displayName', p.display_name, 'game', (
          select jsonb_build_object('venueId', g.venue_id, 'gameId', g.id)
          from games g join game_lines l on l.venue_id = g.venue_id and l.game_id = g.id
          where g.venue_id = f.venue_id and coalesce(g.season, '') = f.season and l.player_id = f.player_id
            and (g.day = f.day or (f.day = 'infinity' and g.day is null))
            and ${sql.ref(`l.${measure}`)} = f.best
          order by g.started_at, g.code, g.id limit 1), 'from', null, 'to', null)
        order by f.day, f.player_id)
      from (
        select distinct on (t.player_id) t.* from ${top} t join (
          select player_id, min(day) as day from ${top} group by player_id order by day, player_id limit ${SHOWN}
        ) as first on first.player_id = t.player_id and first.day = t.day order by t.player_id, t.venue_id, t.season
      ) as f join players p on p.id = f.player_id) as holders
    from ${top} having count(*) > 0`;
}

/** The most wins in a row, within a venue and a season: how many players, and the first of them. */
const LONGEST = sql`
  select 'longest_win_streak' as kind, max(streak_best) as value, count(*) as held, (
    select jsonb_agg(jsonb_build_object('playerId', f.player_id, 'displayName', p.display_name, 'game', null,
      'from', f.streak_best_from, 'to', f.streak_best_to) order by f.streak_best_from, f.player_id)
    from (select * from longest order by streak_best_from, player_id limit ${SHOWN}) as f
    join players p on p.id = f.player_id) as holders
  from longest having count(*) > 0`;

const OF_BESTS = `r.player_id, r.venue_id, r.season,
  r.best_goals, r.best_goals_held, r.best_goals_on, r.best_saves, r.best_saves_held, r.best_saves_on`;

const bests = (scope: Scope) => sql<PersonalBest>`
  with shown as materialized (${shownIn(scope, OF_BESTS)}),
  most as materialized (select max(best_goals) as goals, max(best_saves) as saves from shown),
  top_goals as materialized (${reached("goals")}), top_saves as materialized (${reached("saves")})
  ${bestGames("most_goals_of_one", "goals")} union all ${bestGames("most_saves_of_one", "saves")}`;

const OF_STREAKS = `r.player_id, r.venue_id, r.season, r.grain, r.starts_on, r.draws, r.losses,
  r.streak_prefix, r.streak_prefix_to, r.streak_suffix, r.streak_suffix_from, r.streak_suffix_to,
  r.streak_best, r.streak_best_from, r.streak_best_to`;

const streaks = (scope: Scope) => sql<PersonalBest>`
  with shown as materialized (${shownIn(scope, OF_STREAKS)}),
  promising as (
    select player_id, venue_id, season from shown group by player_id, venue_id, season
    having ${MOST_POSSIBLE} >= (select max(streak_best) from shown)
  ), piece as (
    select * from shown where (player_id, venue_id, season) in (select player_id, venue_id, season from promising)
  ), streak as (select player_id, ${sql.raw(bestOf("best"))} from (${sql.raw(STREAKS)}) as s),
  longest as materialized (
    select * from streak where streak_best > 0 and streak_best = (select max(streak_best) from streak)
  )
  ${LONGEST}`;

/** What single players hold, of whoever may be named. */
export async function personalRecords(db: Db, scope: Scope): Promise<PersonalBest[]> {
  // Side by side: each reads the players anew, and together they would take as long as both.
  const found = await Promise.all([bests(scope).execute(db), streaks(scope).execute(db)]);
  return found.flatMap(({ rows }) => rows);
}
