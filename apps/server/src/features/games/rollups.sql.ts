import { bestOf, combinedStreaks, type Sums } from "./streaks.sql.ts";

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

const forget = (table: string) => `
  delete from ${table} r using ${DAYS} where r.venue_id = d.venue_id and r.day = d.day`;

export const FORGET_DAYS = [
  forget("rollup_games"),
  forget("rollup_tables"),
  forget("rollup_hours"),
  forget("rollup_records"),
];

const COUNT_GAMES = `
  insert into rollup_games
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
  from ${GAMES} cross join lateral (
    select count(*) as lines, count(l.goals) as goal_lines, count(l.saves) as save_lines, count(l.role) as role_lines,
      coalesce(sum(l.goals), 0) + coalesce(sum(l.own_goals), 0) as named
    from game_lines l where l.venue_id = g.venue_id and l.game_id = g.id) as line
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

export const COUNT_DAYS = [COUNT_GAMES, COUNT_TABLES, COUNT_HOURS, COUNT_RECORDS];

const KEY = ["grain", "starts_on", "venue_id", "season", "player_id"];
const COUNTED = [
  "games, wins, draws, losses, goals, goal_lines, saves, save_lines, defence_games, defence_saves",
  "defence_save_lines, best_goals, best_goals_held, best_goals_on, best_saves, best_saves_held, best_saves_on",
  "streak_prefix, streak_prefix_to, streak_suffix, streak_suffix_from, streak_suffix_to, streak_best",
  "streak_best_from, streak_best_to",
].join(", ");
const COLUMNS = `${KEY.join(", ")}, ${COUNTED}`;

const same = (one: string, other: string, columns: string[]) =>
  columns.map((column) => `${one}.${column} = ${other}.${column}`).join(" and ");

/**
 * Puts counted rows in the place of those of a selection, and touches only what differs: a match that ends changes four
 * players, and not the hundreds of its day. `keys` is what is answered of the rows that have changed.
 */
const replaceBy = (counted: string, selection: string, keys: string): string => `
  with fresh as (${counted}),
  gone as (
    delete from rollup_players r using ${selection}
      and (${KEY.map((column) => `r.${column}`).join(", ")}) not in (select ${KEY.join(", ")} from fresh)
    returning ${keys}
  ), written as (
    insert into rollup_players as r (${COLUMNS}) select ${COLUMNS} from fresh
    on conflict (${KEY.join(", ")}) do update set (${COUNTED}) = (${COUNTED.split(", ")
      .map((column) => `excluded.${column}`)
      .join(", ")})
    where r is distinct from excluded
    returning ${keys}
  )
  select distinct * from (select * from gone union all select * from written) as changed`;

/**
 * A player's games of a day in the order of play: a run of wins ends with each game that was not won. Games without a
 * day are in no order, and in no run.
 */
const PLAYER_DAYS = `
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
    window p as (partition by player_id, on_day, venue_id, of_season),
      in_order as (p order by started_at, code, id)
  ), runs as (
    select player_id, on_day, venue_id, of_season, run, last_run, most_goals, most_saves, count(*) as games,
      count(*) filter (where result = 'won') as wins, count(*) filter (where result = 'drawn') as draws,
      count(*) filter (where result = 'lost') as losses, sum(goals) as goals, count(goals) as goal_lines,
      sum(saves) as saves, count(saves) as save_lines, count(*) filter (where role = 'defense') as defence_games,
      sum(saves) filter (where role = 'defense') as defence_saves,
      count(saves) filter (where role = 'defense') as defence_save_lines,
      count(*) filter (where goals = most_goals) as goals_held, count(*) filter (where saves = most_saves) as saves_held
    from played group by 1, 2, 3, 4, 5, 6, 7, 8
  ), days as (
    select player_id, on_day, venue_id, of_season, most_goals, most_saves, sum(games)::int as games,
      sum(wins)::int as wins, sum(draws)::int as draws, sum(losses)::int as losses,
      coalesce(sum(goals), 0)::int as goals, sum(goal_lines)::int as goal_lines, coalesce(sum(saves), 0)::int as saves,
      sum(save_lines)::int as save_lines, sum(defence_games)::int as defence_games,
      coalesce(sum(defence_saves), 0)::int as defence_saves, sum(defence_save_lines)::int as defence_save_lines,
      sum(goals_held)::int as goals_held, sum(saves_held)::int as saves_held,
      coalesce(sum(wins) filter (where run = 0 and on_day > '-infinity'), 0)::int as prefix,
      coalesce(sum(wins) filter (where run = last_run and on_day > '-infinity'), 0)::int as suffix,
      coalesce(max(wins) filter (where on_day > '-infinity'), 0)::int as best
    from runs group by 1, 2, 3, 4, 5, 6
  )
  select 'day' as grain, on_day as starts_on, venue_id, of_season as season, player_id, games, wins, draws, losses,
    goals, goal_lines, saves, save_lines, defence_games, defence_saves, defence_save_lines,
    most_goals::int as best_goals, goals_held as best_goals_held, ${onDay("goals_held")} as best_goals_on,
    most_saves::int as best_saves, saves_held as best_saves_held, ${onDay("saves_held")} as best_saves_on,
    prefix as streak_prefix, ${onDay("prefix")} as streak_prefix_to, suffix as streak_suffix,
    ${onDay("suffix")} as streak_suffix_from, ${onDay("suffix")} as streak_suffix_to, best as streak_best,
    ${onDay("best")} as streak_best_from, ${onDay("best")} as streak_best_to
  from days`;

function onDay(count: string): string {
  return `case when ${count} > 0 then on_day end`;
}

/** Counts days; answers the months of players in which something has changed. */
export const COUNT_PLAYER_DAYS = replaceBy(
  PLAYER_DAYS,
  `${DAYS} where r.grain = 'day' and r.venue_id = d.venue_id and r.starts_on = d.day`,
  "r.venue_id, r.season, r.player_id, date_trunc('month', r.starts_on)::date::text as month",
);

/** What has changed of a finer grain: parameters 1 to 4. */
const CHANGED =
  "(select distinct u.venue_id, u.season, u.player_id, u.month from unnest($1::uuid[], $2::text[], $3::uuid[], $4::date[]) as u(venue_id, season, player_id, month))";
const PARTS_KEY = "player_id, venue_id, season, of_start";

const ADDED = [
  "games",
  "wins",
  "draws",
  "losses",
  "goals",
  "goal_lines",
  "saves",
  "save_lines",
  "defence_games",
  "defence_saves",
  "defence_save_lines",
];
const added = ADDED.map((column) => `sum(${column})::int as ${column}`).join(", ");
const bestParts = (measure: string) => `
  max(best_${measure}) as best_${measure},
  sum(best_${measure}_held) filter (where best_${measure} = most_${measure})::int as best_${measure}_held,
  ${firstOf(`best_${measure}_on`, `best_${measure} = most_${measure}`)} as best_${measure}_on`;
const bestRuns = (measure: string) => `
  max(best_${measure}) as best_${measure}, coalesce(sum(best_${measure}_held), 0)::int as best_${measure}_held,
  ${firstOf(`best_${measure}_on`, "true")} as best_${measure}_on`;

const SUMS: Sums = {
  parts: ["goals", "saves"]
    .map((measure) => `max(best_${measure}) over (partition by ${PARTS_KEY}) as most_${measure}`)
    .join(", "),
  runs: [added, bestParts("goals"), bestParts("saves")].join(", "),
  all: [added, bestRuns("goals"), bestRuns("saves")].join(", "),
};

/** The parts of a span of time, one after the other, as one. */
const summed = (grain: string, parts: string): string => `
  select '${grain}' as grain, of_start as starts_on, venue_id, season, player_id, ${ADDED.join(", ")},
    best_goals, best_goals_held, best_goals_on, best_saves, best_saves_held, best_saves_on,
    streak_prefix, streak_prefix_to, streak_suffix, streak_suffix_from, streak_suffix_to, ${bestOf("best")}
  from (${combinedStreaks({ source: `(${parts}) as part`, key: PARTS_KEY, sums: SUMS })}) as one`;

/** A day is before no day. */
function firstOf(day: string, where: string): string {
  return `coalesce(min(${day}) filter (where ${where} and ${day} > '-infinity'), min(${day}) filter (where ${where}))`;
}

const lastDay =
  "case when c.month = '-infinity' then c.month else (c.month + interval '1 month - 1 day')::date end";

/** Counts months, of what was kept of their days; answers the seasons of players in which something has changed. */
export const COUNT_MONTHS = replaceBy(
  summed(
    "month",
    `select c.month as of_start, r.* from ${CHANGED} c join rollup_players r on r.grain = 'day'
      and r.starts_on between c.month and ${lastDay} and ${same("r", "c", ["venue_id", "season", "player_id"])}`,
  ),
  `${CHANGED} c where r.grain = 'month' and r.starts_on = c.month and ${same("r", "c", ["venue_id", "season", "player_id"])}`,
  "r.venue_id, r.season, r.player_id, '-infinity' as month",
);

/** Counts seasons, of what was kept of their months. */
export const COUNT_SEASONS = replaceBy(
  summed(
    "season",
    `select date '-infinity' as of_start, r.* from ${CHANGED} c join rollup_players r on r.grain = 'month'
      and ${same("r", "c", ["venue_id", "season", "player_id"])}`,
  ),
  `${CHANGED} c where r.grain = 'season' and ${same("r", "c", ["venue_id", "season", "player_id"])}`,
  "r.player_id",
);
