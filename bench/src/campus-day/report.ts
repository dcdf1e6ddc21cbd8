import type pg from "pg";
import type { Tally } from "../load/calls.ts";
import type { Student } from "./student.ts";

/** The Gini coefficient of shares: 0 when all have the same, towards 1 when one has everything. */
function gini(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const sum = sorted.reduce((total, value) => total + value, 0);
  if (sum === 0) return 0;
  const weighted = sorted.reduce((total, value, index) => total + (index + 1) * value, 0);
  return (2 * weighted) / (sorted.length * sum) - (sorted.length + 1) / sorted.length;
}

const RESERVATIONS = `
  select origin, reservation_status(status, check_in_by, ends_at) as status, count(*)::int as count
  from reservations where not (isempty(held) and status = 'ended') group by 1, 2 order by 1, 2`;

const WAITS = `
  with waits as (
    select e.promised_seconds / 60.0 as promised, extract(epoch from min(lower(r.held)) - e.joined_at) / 60 as real
    from queue_entries e join reservations r on r.owner_id = e.player_id and r.origin = 'queue'
      and lower(r.held) >= e.joined_at and lower(r.held) <= coalesce(e.left_at, 'infinity')
    where e.promised_seconds is not null group by e.id, e.promised_seconds, e.joined_at
  )
  select count(*)::int as count, avg(promised)::float8 as promised, avg(real)::float8 as real,
    avg(abs(promised - real))::float8 as error,
    (percentile_cont(0.9) within group (order by abs(promised - real)))::float8 as "nineInTen"
  from waits where real > 0.05`;

const RECOVERED = `
  select count(*)::int as count, coalesce(sum(extract(epoch from n.ends_at - n.check_in_by) / 60), 0)::float8 as freed,
    coalesce(sum((select sum(extract(epoch from upper(o.held * f.span) - lower(o.held * f.span)) / 60)
      from reservations o where o.table_id = n.table_id and o.id <> n.id and o.held && f.span)), 0)::float8 as used
  from reservations n cross join lateral (select tstzrange(n.check_in_by, n.ends_at) as span) as f
  where reservation_status(n.status, n.check_in_by, n.ends_at) = 'no_show' and n.check_in_by < n.ends_at`;

const PLAYED = `
  select count(*)::int as matches, count(distinct p.player_id)::int as players,
    count(*) filter (where p.player_id is null)::int as unnamed
  from matches m left join match_players p on p.match_id = m.id where m.status = 'finished'`;

async function one<Row extends object>(database: pg.Client, text: string): Promise<Row> {
  const { rows } = await database.query<Row>(text);
  const [row] = rows;
  if (row === undefined) throw new Error("nothing was counted");
  return row;
}

/** Prints what happened on the day. */
export async function report(
  database: pg.Client,
  { tally, students }: { tally: Tally; students: readonly Student[] },
): Promise<void> {
  console.log("\n  what was asked, and how it ended");
  for (const [key, count] of [...tally.counts].sort())
    console.log(`  ${String(count).padStart(7)}  ${key}`);
  console.log("\n  what became of reservations");
  const { rows } = await database.query<{ origin: string; status: string; count: number }>(
    RESERVATIONS,
  );
  for (const { origin, status, count } of rows)
    console.log(`  ${String(count).padStart(7)}  ${origin}, ${status}`);
  const waits = await one<Record<"count" | "promised" | "real" | "error" | "nineInTen", number>>(
    database,
    WAITS,
  );
  const minutes = (value: number | null) => `${(value ?? 0).toFixed(1)} min`;
  console.log(
    `\n  waits: ${waits.count}, promised ${minutes(waits.promised)}, real ${minutes(waits.real)} on average; off by ${minutes(waits.error)}, nine in ten within ${minutes(waits.nineInTen)}`,
  );
  const lost = await one<Record<"count" | "freed" | "used", number>>(database, RECOVERED);
  console.log(
    `  no-shows: ${lost.count}, which freed ${minutes(lost.freed)}; ${minutes(lost.used)} of them were used by others (${((100 * lost.used) / Math.max(1, lost.freed)).toFixed(0)} %)`,
  );
  const played = await one<Record<"matches" | "players" | "unnamed", number>>(database, PLAYED);
  const wanting = students.filter(({ wanted }) => wanted > 0);
  console.log(
    `  played by ${played.players} named players; ${played.unnamed} matches without names`,
  );
  console.log(
    `  fairness: ${wanting.length} came to play, ${wanting.filter(({ minutesPlayed }) => minutesPlayed > 0).length} of them did; Gini of their minutes ${gini(wanting.map(({ minutesPlayed }) => minutesPlayed)).toFixed(2)}`,
  );
}
