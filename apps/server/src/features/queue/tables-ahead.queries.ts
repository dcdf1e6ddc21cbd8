import {
  type Habits,
  PATIENCE_STEP_SECONDS,
  type PatienceStep,
  type TableNow,
} from "@babyfoot/domain";
import { sql } from "kysely";
import type { Db, Transaction } from "../../platform/database.ts";

const MATCHES_REMEMBERED = 40;
const HOURS_AHEAD = 12;
/** Patience is watched for two hours. */
const STEPS = 24;
const LONGEST_MATCH_SECONDS = 3_600;

/** The tables of a venue that are neither retired nor in maintenance. */
export async function tablesNow(db: Db | Transaction, venueId: string): Promise<TableNow[]> {
  const { rows } = await sql<TableNow>`
    select t.id,
      (select jsonb_build_object('goals', coalesce(sum(p.goals), 0), 'seconds', coalesce(sum(p.seconds), 0))
       from (
         select score_red + score_blue as goals, extract(epoch from finished_at - started_at) as seconds
         from matches m where m.venue_id = t.venue_id and m.table_id = t.id and m.status = 'finished'
           and m.sets_red + m.sets_blue <= 1 and m.started_at is not null
         order by m.started_at desc, m.id desc limit ${MATCHES_REMEMBERED}
       ) as p where p.seconds between 1 and ${LONGEST_MATCH_SECONDS}) as history,
      (select jsonb_build_object('format', m.format, 'red', m.score_red, 'blue', m.score_blue, 'setsRed', m.sets_red,
         'setsBlue', m.sets_blue, 'startedAt', extract(epoch from m.started_at) * 1000)
       from table_heads h join matches m on m.venue_id = h.venue_id and m.id = h.running_match_id
       where h.venue_id = t.venue_id and h.table_id = t.id and m.started_at is not null) as match,
      (select jsonb_build_object('origin', r.origin, 'from', extract(epoch from lower(r.held)) * 1000,
         'to', extract(epoch from upper(r.held)) * 1000)
       from reservations r where r.venue_id = t.venue_id and r.table_id = t.id and r.held @> now()
         and held_by_now(r.status, r.check_in_by, r.held) @> now()) as holder,
      coalesce((select jsonb_agg(jsonb_build_object('from', extract(epoch from lower(r.held)) * 1000,
           'to', extract(epoch from upper(r.held)) * 1000) order by lower(r.held))
       from reservations r where r.venue_id = t.venue_id and r.table_id = t.id and lower(r.held) > now()
         and r.held && tstzrange(now(), now() + make_interval(hours => ${HOURS_AHEAD}))), '[]') as held
    from tables t
    where t.venue_id = ${venueId} and t.retired_at is null
      and not exists (select from faults f where f.venue_id = t.venue_id and f.table_id = t.id
        and f.resolved_at is null and f.blocking)
    order by t.code, t.id`.execute(db);
  return rows;
}

/** Before there is a history: most come, within a minute and a half. */
const PRIOR = { weight: 5, handoverSeconds: 90, taking: 0.8 };

/** Nobody has stayed for the steps that nobody told of. */
const stepsOf = (told: readonly PatienceStep[]): PatienceStep[] =>
  Array.from({ length: STEPS }, (_, step) => told[step] ?? { waited: 0, gaveUp: 0 });

/** How those behave who wait in a venue, by the last thirty days. */
export async function habitsOf(db: Db | Transaction, venueId: string): Promise<Habits> {
  const { rows } = await sql<Habits & { patience: PatienceStep[] | null }>`
    select
      (select (coalesce(sum(extract(epoch from checked_in_at - lower(held))), 0)
          + ${PRIOR.weight * PRIOR.handoverSeconds}) / (count(*) + ${PRIOR.weight})
       from (select checked_in_at, held from reservations where venue_id = ${venueId} and origin = 'queue'
         and checked_in_at is not null and starts_at > now() - interval '30 days'
         order by starts_at desc limit 200) as claimed)::float8 as "handoverSeconds",
      (select (count(*) filter (where status <> 'missed') + ${PRIOR.weight * PRIOR.taking})
          / (count(*) + ${PRIOR.weight}::float8)
       from (select status from reservations where venue_id = ${venueId} and origin = 'queue'
         and status not in ('offered', 'cancelled') and starts_at > now() - interval '30 days'
         order by starts_at desc limit 200) as offered)::float8 as taking,
      (select jsonb_agg(jsonb_build_object('waited', waited, 'gaveUp', gave_up) order by step)
       from (
         select step,
           count(*) filter (where steps >= step + 1 or not stayed)
             + 0.5 * count(*) filter (where steps < step + 1 and stayed) as waited,
           count(*) filter (where steps < step + 1 and not stayed) as gave_up
         from generate_series(0, ${STEPS - 1}) step
         join (
           select coalesce(outcome, 'played') = 'played' as stayed,
             extract(epoch from coalesce(left_at, now()) - joined_at) / ${PATIENCE_STEP_SECONDS} as steps
           from queue_entries where venue_id = ${venueId} and joined_at > now() - interval '30 days'
           order by joined_at desc limit 1000
         ) as line on line.steps >= step
         group by step
       ) as told) as patience`.execute(db);
  const [habits] = rows;
  return { ...PRIOR, ...habits, patience: stepsOf(habits?.patience ?? []) };
}
