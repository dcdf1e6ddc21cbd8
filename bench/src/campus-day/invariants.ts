import type pg from "pg";
import { TIME_ZONE } from "./setup.ts";

/** What must never be, each a count of the cases. */
const INVARIANTS: Record<string, string> = {
  "two reservations of a table at a time": `
    select count(*) from reservations a join reservations b on a.table_id = b.table_id and a.id < b.id
      and held_by_now(a.status, a.check_in_by, a.held) && held_by_now(b.status, b.check_in_by, b.held)`,
  "somebody in two places at a time": `
    select count(*) from reservation_players a join reservation_players b
      on a.player_id = b.player_id and a.reservation_id < b.reservation_id and a.held && b.held
      and a.answer = 'accepted' and b.answer = 'accepted'`,
  "somebody twice in line": `
    select count(*) from (select from queue_entries where left_at is null group by player_id having count(*) > 1) as x`,
  "an offer taken that nobody waited for": `
    select count(*) from reservations r where r.origin = 'queue' and r.status in ('booked', 'checked_in', 'ended', 'no_show')
      and (select count(*) from queue_entries e where e.offer_id = r.id and e.outcome = 'played') <> 1`,
  "more than an hour booked in a day": `
    select count(*) from (select from reservations where origin = 'booking' and status <> 'cancelled'
      group by owner_id, (starts_at at time zone '${TIME_ZONE}')::date
      having sum(extract(epoch from upper(held) - lower(held))) > 3600) as x`,
  "anything reserved while closed": `
    select count(*) from reservations where not isempty(held) and origin <> 'walk_up'
      and ((starts_at at time zone '${TIME_ZONE}')::time < '08:00' or (ends_at at time zone '${TIME_ZONE}')::time > '20:00')`,
  "a score that its goals do not add up to": `
    select count(*) from matches m where m.status <> 'scheduled' and m.score_red + m.score_blue <> (
      select count(*) from table_events e where e.match_id = m.id and e.type = 'goal' and e.outcome = 'counted')`,
  "gaps in the live log": `
    select max(version) - min(version) + 1 - count(*) from live_events`,
  "overtaken in line": `
    with waits as (
      select e.id, e.place, e.joined_at, e.player_id, e.outcome, min(lower(r.held)) as offered_at, count(*) as offers
      from queue_entries e join reservations r on r.owner_id = e.player_id and r.origin = 'queue'
        and lower(r.held) >= e.joined_at and lower(r.held) <= coalesce(e.left_at, 'infinity')
      where e.table_id is null group by e.id, e.place, e.joined_at, e.player_id, e.outcome
    )
    select count(*) from waits a join waits b on a.place < b.place and a.offered_at > b.offered_at
      and a.joined_at < b.offered_at
    where a.offers = 1 and not exists (select from reservation_players o where o.player_id = a.player_id
      and o.held && tstzrange(b.offered_at, b.offered_at + interval '1 hour')
      and lower(o.held) < a.offered_at)`,
};

/** Counts what must never be, in the database itself. Answers whether all is well. */
export async function checkInvariants(database: pg.Client): Promise<boolean> {
  let well = true;
  for (const [name, text] of Object.entries(INVARIANTS)) {
    const { rows } = await database.query<{ [column: string]: string | number }>(text);
    const count = Number(Object.values(rows[0] ?? { none: 0 })[0] ?? 0);
    well &&= count === 0;
    console.log(`  ${String(count).padStart(5)}  ${name}${count === 0 ? "" : "   !!!"}`);
  }
  const { rows } = await database.query<{ deadlocks: string }>(
    "select deadlocks from pg_stat_database where datname = current_database()",
  );
  console.log(`  ${String(rows[0]?.deadlocks).padStart(5)}  deadlocks`);
  return well && Number(rows[0]?.deadlocks) === 0;
}
