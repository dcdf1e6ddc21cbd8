import { expect } from "vitest";
import type { Machine } from "./machine.ts";

/** Answers what psql writes of a query, as it is. */
export async function rowsOf(machine: Machine, sql: string): Promise<string> {
  const quoted = sql.replaceAll("'", "'\\''");
  return machine.shell(`cd / && runuser -u postgres -- psql -XAtqd babyfoot -c '${quoted}'`);
}

export const hasCount = async (machine: Machine, what: string): Promise<number> =>
  Number(await rowsOf(machine, `select count(*) from ${what}`));

/** What a server that starts writes by itself, and nobody would miss. */
const OF_THE_MOMENT = [
  ...["jobs", "backups", "drills", "leases", "live_events", "live_head"],
  ...["processes", "process_samples", "campus_samples", "health_parts", "certificates"],
  ...["alerts", "alert_episodes"],
];
/** Of what a server that starts looks at anew, that which stays. */
const STAYS: Record<string, string> = {
  devices: "(t.id, t.name, t.table_id, t.token_hash, t.mqtt_password)",
  tables: "(t.id, t.code, t.name, t.venue_id)",
};

/** Rows and a checksum of every table. */
export async function sumsOf(machine: Machine): Promise<string[]> {
  const names = await rowsOf(
    machine,
    "select string_agg(relname, ' ' order by relname) from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace",
  );
  const kept = names.split(" ").filter((name) => !OF_THE_MOMENT.includes(name));
  const each = kept.map(
    (name) =>
      `select '${name}', count(*), coalesce(sum(hashtextextended((${STAYS[name] ?? "t"})::text, 0)::numeric), 0) from public.${name} t`,
  );
  return (await rowsOf(machine, each.join(" union all "))).split("\n").sort();
}

/** What was played and by whom it may be reported: nothing that an erasure touches. */
const OF_TABLES = ["table_events", "matches", "tables", "devices", "venues"];

/** Those lines of {@link sumsOf} that are of tables and what is played there. */
export const sumsOfPlay = async (machine: Machine): Promise<string[]> =>
  (await sumsOf(machine)).filter((line) => OF_TABLES.includes(line.split("|")[0] ?? ""));

/** Has the log of until now put away; rejects where it is not in every repository within two minutes. */
export async function putLogAway(machine: Machine): Promise<void> {
  const wal = await rowsOf(machine, "select pg_walfile_name(pg_switch_wal())");
  const isThere = `select coalesce(last_archived_wal >= '${wal}', false) from pg_stat_archiver`;
  await expect.poll(() => rowsOf(machine, isThere), { timeout: 120_000, interval: 500 }).toBe("t");
}

/** A million events of years ago, as they lie in a table's log. */
export const SPARE_EVENTS = `
alter table table_events disable trigger all;
insert into table_events (venue_id, id, table_id, at, source, type, body, seq, boot, received_at, outcome)
select t.venue_id, gen_random_uuid(), t.id, now() - interval '3 years' + n * interval '10 seconds', 'device', 'goal',
  '{"side":"red"}', n, -1, now() - interval '3 years', 'ignored'
from (select venue_id, id from tables limit 1) t, generate_series(1, 1000000) n;
alter table table_events enable trigger all;`;
