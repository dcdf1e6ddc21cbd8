import type pg from "pg";
import { keptTables, quoted } from "../dump/catalogue.ts";

/** Rows are only ever added to these: what a backup has of them is there for ever. */
const LOGS = new Set(["table_events", "audit_log", "backups", "drills"]);

/** A table as both databases have it. */
export interface ComparedTable {
  name: string;
  isLog: boolean;
  /** A hash of a row `t`, in SQL: a 64-bit number. */
  hash: string;
  /** Its key as text; the whole row where it has none. */
  key: string;
  /** The time of its newest row by the database's own clock, until `$1`, in SQL. */
  newest: string | undefined;
}

const KEYS = `
  select c.relname as name, array_agg(a.attname::text order by k.nth) as columns
  from pg_constraint p
  join pg_class c on c.oid = p.conrelid
  cross join unnest(p.conkey) with ordinality as k (attnum, nth)
  join pg_attribute a on a.attrelid = c.oid and a.attnum = k.attnum
  where p.contype = 'p' and c.relnamespace = 'public'::regnamespace group by c.relname`;

// Those that say when something is due lie ahead.
const TIMES = `
  select c.relname as name, array_agg(a.attname::text) as columns
  from pg_attrdef d
  join pg_class c on c.oid = d.adrelid
  join pg_attribute a on a.attrelid = c.oid and a.attnum = d.adnum
  where c.relnamespace = 'public'::regnamespace and a.atttypid = 'timestamptz'::regtype
    and pg_get_expr(d.adbin, d.adrelid) = 'now()' and a.attname not in ('run_at', 'due_at', 'next_at')
  group by c.relname`;

/** The tables of a database that another one must have too, with the columns that both have. */
export async function comparedTables(here: pg.Client, there: pg.Client): Promise<ComparedTable[]> {
  const others = new Map((await keptTables(there)).map(({ name, columns }) => [name, columns]));
  const keys = await byTable(here, KEYS);
  const times = await byTable(here, TIMES);
  return (await keptTables(here)).map(({ name, columns }) => {
    const theirs = others.get(name);
    const both = columns.filter((column) => theirs?.includes(column) ?? true).map(quoted);
    const key = keys.get(name)?.map((column) => `t.${quoted(column)}::text`);
    const row = `row(${both.map((column) => `t.${column}`).join(", ")})::text`;
    const time = times
      .get(name)
      ?.map((column) => `t.${quoted(column)}`)
      .map((column) => `max(${column}) filter (where ${column} <= $1)`);
    return {
      ...{ name, isLog: LOGS.has(name), hash: `hashtextextended(${row}, 0)` },
      key: key === undefined ? row : `concat_ws(' ', ${key.join(", ")})`,
      newest: time === undefined ? undefined : `greatest(${time.join(", ")})`,
    };
  });
}

async function byTable(client: pg.Client, query: string): Promise<Map<string, string[]>> {
  const { rows } = await client.query<{ name: string; columns: string[] }>(query);
  return new Map(rows.map(({ name, columns }) => [name, columns]));
}
