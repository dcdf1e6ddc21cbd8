/** What else is told of parts that become one: as aggregates of the parts of a run, and then of the runs. */
export interface Sums {
  /** Columns that the parts have beside their own, e.g. windows over their `key`. */
  parts: string;
  runs: string;
  all: string;
}

/**
 * Parts of players' results, one after the other by `starts_on`, become one part a `key`: what `afterEachOther` of the
 * domain does for two, as one statement without any join. A part begins a run where a game in it was not won; wins
 * before that belong to the run of before. Parts without a day are in no order. `source` has the columns of
 * rollup_players; the result has `key`, the `streak_…` columns of both ends, `best`, to be read by `bestOf`, and the
 * sums. Dates are compared as numbers, so that of equal streaks the first is the best.
 */
export const combinedStreaks = ({
  source,
  key,
  sums,
}: {
  source: string;
  key: string;
  sums?: Sums;
}): string => `
  select ${key},
    coalesce(sum(own) filter (where run = 0), 0)::int + coalesce(sum(prefix) filter (where run = 1), 0)::int as streak_prefix,
    coalesce(max(prefix_to) filter (where run = 1), max(own_to) filter (where run = 0)) as streak_prefix_to,
    coalesce(sum(own) filter (where run = last_run), 0)::int as streak_suffix,
    max(own_from) filter (where run = last_run) as streak_suffix_from,
    max(own_to) filter (where run = last_run) as streak_suffix_to,
    max(greatest(inner_best, across)) as best${sums === undefined ? "" : `, ${sums.all}`}
  from (
    select *,
      max(run) over (partition by ${key}) as last_run,
      case when own > 0 then array[
        own + coalesce(lead(prefix) over by_run, 0), date '2000-01-01' - own_from,
        date '2000-01-01' - coalesce(lead(prefix_to) over by_run, own_to)] end as across
    from (
      select ${key}, run,
        sum(streak_suffix)::int as own, min(streak_suffix_from) as own_from, max(streak_suffix_to) as own_to,
        coalesce(max(streak_prefix) filter (where broken), 0) as prefix,
        max(streak_prefix_to) filter (where broken) as prefix_to,
        max(array[streak_best, date '2000-01-01' - streak_best_from, date '2000-01-01' - streak_best_to])
          as inner_best${sums === undefined ? "" : `, ${sums.runs}`}
      from (
        select *, count(*) filter (where broken) over (partition by ${key} order by starts_on) as run
          ${sums === undefined ? "" : `, ${sums.parts}`}
        from (
          select *, draws + losses > 0 and (starts_on > '-infinity' or grain = 'season') as broken from ${source}
        ) as ordered
      ) as parts
      group by ${key}, run
    ) as runs
    window by_run as (partition by ${key} order by run)
  ) as joined
  group by ${key}`;

/** What `best` of it is: the wins, and the days of the first and last of them; of equal ones the first. */
export const bestOf = (best: string): string => `
  coalesce(${best}[1], 0) as streak_best,
  date '2000-01-01' - ${best}[2] as streak_best_from,
  date '2000-01-01' - ${best}[3] as streak_best_to`;
