import { bestOf, combinedStreaks } from "./streaks.sql.ts";

/** The days to be counted: parameters 1, their venues, and 2. */
const DAYS = "unnest($1::uuid[], $2::date[]) as d(venue_id, day)";

/** The games of these days, with `on_day`, which is -infinity for those without a day, and `of_season`. */
const GAMES = `
  ${DAYS} cross join lateral (
    select * from games where venue_id = d.venue_id and day = d.day
    union all
    select * from games where d.day = '-infinity' and venue_id = d.venue_id and day is null
  ) as g cross join lateral (select d.day as on_day, coalesce(g.season, '') as of_season) as o`;

const LINES = `${GAMES} join game_lines l on l.venue_id = g.venue_id and l.game_id = g.id`;

const forget = (table: string, day = "day") => `
  delete from ${table} r using ${DAYS} where r.venue_id = d.venue_id and r.${day} = d.day`;

export const FORGET_DAYS = [
  forget("rollup_games"),
  forget("rollup_tables"),
  forget("rollup_hours"),
  forget("rollup_records"),
  `${forget("rollup_players", "starts_on")} and r.grain = 'day'`,
];

const COUNT_GAMES = `
  insert into rollup_games
  with line as (
    select l.venue_id, l.game_id, count(*) as lines, count(l.goals) as goal_lines, count(l.saves) as save_lines,
      count(l.role) as role_lines, coalesce(sum(l.goals), 0) + coalesce(sum(l.own_goals), 0) as named
    from ${LINES} group by l.venue_id, l.game_id
  )
  select on_day, g.venue_id, of_season, count(*), count(g.import_id), count(g.started_at),
    count(*) filter (where g.winner = 'red'), count(*) filter (where g.winner = 'blue'),
    count(*) filter (where g.winner = 'draw'),
    coalesce(sum(g.score_red) filter (where g.score_blue is not null), 0),
    coalesce(sum(g.score_blue) filter (where g.score_red is not null), 0),
    coalesce(sum(line.lines), 0), coalesce(sum(line.goal_lines), 0), coalesce(sum(line.save_lines), 0),
    coalesce(sum(line.role_lines), 0),
    coalesce(sum(g.score_red + g.score_blue) filter (where g.match_id is not null and line.lines > 2), 0),
    coalesce(sum(greatest(0, g.score_red + g.score_blue - line.named))
      filter (where g.match_id is not null and line.lines > 2), 0)
  from ${GAMES} left join line on line.venue_id = g.venue_id and line.game_id = g.id
  group by on_day, g.venue_id, of_season`;

const COUNT_TABLES = `
  insert into rollup_tables
  select on_day, g.venue_id, of_season, coalesce(g.table_code, ''),
    coalesce(g.table_id, '00000000-0000-0000-0000-000000000000'), count(*), coalesce(sum(g.duration_seconds), 0)
  from ${GAMES} where num_nonnulls(g.table_code, g.table_id) > 0 group by 1, 2, 3, 4, 5`;

const COUNT_HOURS = `
  insert into rollup_hours
  select on_day, g.venue_id, of_season, extract(hour from g.started_at at time zone v.time_zone), count(*)
  from ${GAMES} join venues v on v.id = g.venue_id
  where g.started_at is not null and g.day is not null group by 1, 2, 3, 4`;

const COUNT_RECORDS = `
  insert into rollup_records
  select on_day, venue_id, of_season, kind, value, count(*),
    (array_agg(id order by started_at, code, id))[1:5]
  from (
    select on_day, g.venue_id, of_season, g.id, g.started_at, g.code, r.kind, r.value,
      case when r.kind = 'shortest_game' then min(r.value) over p else max(r.value) over p end as most
    from ${GAMES} cross join lateral (values
      ('biggest_win', nullif(abs(g.score_red - g.score_blue), 0)),
      ('most_goals', nullif(g.score_red + g.score_blue, 0)),
      ('longest_game', nullif(g.duration_seconds, 0)),
      ('shortest_game', nullif(g.duration_seconds, 0))) as r(kind, value)
    where r.value is not null
    window p as (partition by on_day, g.venue_id, of_season, r.kind)
  ) as valued
  where value = most group by on_day, venue_id, of_season, kind, value`;

const PLAYER_COLUMNS = `
  grain, starts_on, venue_id, season, player_id, games, wins, draws, losses, goals, goal_lines, saves, save_lines,
  defence_games, defence_saves, defence_save_lines, best_goals, best_goals_held, best_goals_on,
  best_saves, best_saves_held, best_saves_on, streak_prefix, streak_prefix_to, streak_suffix, streak_suffix_from,
  streak_suffix_to, streak_best, streak_best_from, streak_best_to`;

/** A player's games of a day in the order of play: a run of wins ends with each game that was not won. */
const COUNT_PLAYER_DAYS = `
  insert into rollup_players (${PLAYER_COLUMNS})
  with line as (
    select on_day, g.venue_id, of_season, l.player_id, l.goals, l.saves, l.role, g.started_at, g.code, g.id,
      case when g.winner is null or l.team is null then null when g.winner = 'draw' then 'drawn'
        when g.winner = l.team then 'won' else 'lost' end as result
    from ${LINES}
  ), played as (
    select *,
      count(*) filter (where result in ('drawn', 'lost')) over in_order as run,
      count(*) filter (where result in ('drawn', 'lost')) over p as last_run,
      max(goals) over p as most_goals, max(saves) over p as most_saves
    from line
    window p as (partition by on_day, venue_id, of_season, player_id),
      in_order as (p order by started_at, code, id)
  ), runs as (
    select on_day, venue_id, of_season, player_id, run, last_run, most_goals, most_saves, count(*) as games,
      count(*) filter (where result = 'won') as wins, count(*) filter (where result = 'drawn') as draws,
      count(*) filter (where result = 'lost') as losses, sum(goals) as goals, count(goals) as goal_lines,
      sum(saves) as saves, count(saves) as save_lines, count(*) filter (where role = 'defense') as defence_games,
      sum(saves) filter (where role = 'defense') as defence_saves,
      count(saves) filter (where role = 'defense') as defence_save_lines,
      count(*) filter (where goals = most_goals) as goals_held, count(*) filter (where saves = most_saves) as saves_held
    from played group by 1, 2, 3, 4, 5, 6, 7, 8
  ), days as (
    select on_day, venue_id, of_season, player_id, most_goals, most_saves, sum(games) as games, sum(wins) as wins,
      sum(draws) as draws, sum(losses) as losses, coalesce(sum(goals), 0) as goals, sum(goal_lines) as goal_lines,
      coalesce(sum(saves), 0) as saves, sum(save_lines) as save_lines, sum(defence_games) as defence_games,
      coalesce(sum(defence_saves), 0) as defence_saves, sum(defence_save_lines) as defence_save_lines,
      sum(goals_held) as goals_held, sum(saves_held) as saves_held,
      coalesce(sum(wins) filter (where run = 0), 0) as prefix,
      coalesce(sum(wins) filter (where run = last_run), 0) as suffix, max(wins) as best
    from runs group by 1, 2, 3, 4, 5, 6
  )
  select 'day', on_day, venue_id, of_season, player_id, games, wins, draws, losses, goals, goal_lines, saves,
    save_lines, defence_games, defence_saves, defence_save_lines, most_goals, goals_held,
    case when goals_held > 0 then on_day end, most_saves, saves_held, case when saves_held > 0 then on_day end, prefix, case when prefix > 0 then on_day end, suffix, case when suffix > 0 then on_day end,
    case when suffix > 0 then on_day end, best, case when best > 0 then on_day end, case when best > 0 then on_day end
  from days`;

export const COUNT_DAYS = [
  COUNT_GAMES,
  COUNT_TABLES,
  COUNT_HOURS,
  COUNT_RECORDS,
  COUNT_PLAYER_DAYS,
];

const MONTHS = `
  (select distinct d.venue_id, date_trunc('month', d.day)::date as month from ${DAYS}) as m`;

export const FORGET_MONTHS = `
  delete from rollup_players r using ${MONTHS}
  where r.grain = 'month' and r.venue_id = m.venue_id and r.starts_on = m.month`;

const DAYS_OF_MONTHS = `(
  select m.month, r.* from ${MONTHS} join rollup_players r on r.grain = 'day' and r.venue_id = m.venue_id
    and r.starts_on between m.month and case when m.month = '-infinity' then m.month else (m.month + interval '1 month - 1 day')::date end
) as r`;

const KEY = "month, venue_id, season, player_id";

/** Only what was kept of days is read. */
export const COUNT_MONTHS = `
  insert into rollup_players (${PLAYER_COLUMNS})
  with of_days as materialized (select * from ${DAYS_OF_MONTHS}),
  streaks as (${combinedStreaks({ source: "of_days", key: KEY })}),
  sums as (
    select ${KEY}, sum(games) as games, sum(wins) as wins, sum(draws) as draws, sum(losses) as losses,
      sum(goals) as goals, sum(goal_lines) as goal_lines, sum(saves) as saves, sum(save_lines) as save_lines,
      sum(defence_games) as defence_games, sum(defence_saves) as defence_saves,
      sum(defence_save_lines) as defence_save_lines, max(most_goals) as best_goals,
      sum(best_goals_held) filter (where best_goals = most_goals) as goals_held,
      min(best_goals_on) filter (where best_goals = most_goals) as goals_on, max(most_saves) as best_saves,
      sum(best_saves_held) filter (where best_saves = most_saves) as saves_held,
      min(best_saves_on) filter (where best_saves = most_saves) as saves_on
    from (
      select *, max(best_goals) over (partition by ${KEY}) as most_goals,
        max(best_saves) over (partition by ${KEY}) as most_saves
      from of_days
    ) as with_best group by ${KEY}
  )
  select 'month', month, venue_id, season, player_id, s.games, s.wins, s.draws, s.losses, s.goals, s.goal_lines,
    s.saves, s.save_lines, s.defence_games, s.defence_saves, s.defence_save_lines,
    s.best_goals, coalesce(s.goals_held, 0), s.goals_on, s.best_saves, coalesce(s.saves_held, 0), s.saves_on,
    coalesce(k.streak_prefix, 0), k.streak_prefix_to, coalesce(k.streak_suffix, 0), k.streak_suffix_from,
    k.streak_suffix_to, ${bestOf("k.best")}
  from sums s left join streaks k using (${KEY})`;
