import type pg from "pg";
import type { Sequence } from "../file/manifest.ts";

/** A table whose rows are kept: not one that PostgreSQL itself may lose, nor the list of what was applied of the schema. */
export interface KeptTable {
  name: string;
  columns: string[];
  /** About how much there is to read. */
  bytes: number;
}

const TABLES = `
  select c.relname as name, pg_table_size(c.oid)::float8 as bytes,
    array_agg(a.attname::text order by a.attnum) as columns
  from pg_class c
  join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
  where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and c.relpersistence = 'p'
    and c.relname <> 'migrations'
  group by c.oid, c.relname order by c.relname`;

/** The tables of a database, by name. */
export async function keptTables(client: pg.Client): Promise<KeptTable[]> {
  return (await client.query<KeptTable>(TABLES)).rows;
}

/** Where the numbers that a database gives out have come to. */
export async function readSequences(client: pg.Client): Promise<Sequence[]> {
  const { rows } = await client.query<{ name: string }>(
    `select c.relname as name from pg_class c
     where c.relnamespace = 'public'::regnamespace and c.relkind = 'S' order by c.relname`,
  );
  const sequences: Sequence[] = [];
  for (const { name } of rows) {
    const { rows: found } = await client.query<{ value: string; called: boolean }>(
      `select last_value::text as value, is_called as called from public.${quoted(name)}`,
    );
    for (const { value, called } of found) sequences.push({ name, value, isCalled: called });
  }
  return sequences;
}

/** What was applied of the schema, oldest first; nothing of an empty database. */
export async function appliedMigrations(client: pg.Client): Promise<string[]> {
  const { rows: known } = await client.query("select to_regclass('public.migrations') as it");
  if (known[0]?.it === null) return [];
  const { rows } = await client.query<{ name: string }>(
    "select name from public.migrations order by id",
  );
  return rows.map(({ name }) => name);
}

export const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;

/** A table with those of its columns whose values are kept. */
export const columnsOf = ({ name, columns }: Pick<KeptTable, "name" | "columns">): string =>
  `public.${quoted(name)} (${columns.map(quoted).join(", ")})`;

/** Has every server and every release write the same text for the same value. */
export const SAME_TEXT = `
  set datestyle = 'ISO, YMD'; set intervalstyle = 'postgres'; set timezone = 'UTC'; set extra_float_digits = 3;
  set bytea_output = 'hex'; set client_encoding = 'UTF8'; set synchronize_seqscans = off; set row_security = off;
  set statement_timeout = 0; set lock_timeout = '30s'; set idle_in_transaction_session_timeout = 0`;
