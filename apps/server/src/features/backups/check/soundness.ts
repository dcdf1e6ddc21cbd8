import type pg from "pg";
import { quoted } from "../dump/catalogue.ts";

export interface Sound {
  differences: string[];
  constraints: number;
  /** How many were looked through, or why none was. */
  indexes: number | string;
}

const WITHOUT_INDEXES =
  "set enable_indexscan = off; set enable_indexonlyscan = off; set enable_bitmapscan = off";

// A row for each constraint, with a query of how many rows break it: from the rows alone, whatever an index says.
const CONSTRAINTS = `
  select conrelid::regclass::text as table, conname as name, convalidated as valid,
    case contype
      when 'c' then format('select count(*) from %s where not (%s)', conrelid::regclass, pg_get_expr(conbin, conrelid))
      when 'f' then format('select count(*) from %s c where (%s) and not exists (select from %s p where (%s))',
        conrelid::regclass,
        (select string_agg(format('c.%I is not null', a.attname), ' and ')
         from unnest(conkey) k join pg_attribute a on a.attrelid = conrelid and a.attnum = k),
        confrelid::regclass,
        (select string_agg(format('p.%I = c.%I', f.attname, a.attname), ' and ')
         from unnest(conkey, confkey) as k (here, there)
         join pg_attribute a on a.attrelid = conrelid and a.attnum = k.here
         join pg_attribute f on f.attrelid = confrelid and f.attnum = k.there))
      else format('select count(*) - count(distinct (%s)) from %s where %s',
        (select string_agg(format('%I', a.attname), ', ')
         from unnest(conkey) k join pg_attribute a on a.attrelid = conrelid and a.attnum = k),
        conrelid::regclass,
        (select string_agg(format('%I is not null', a.attname), ' and ')
         from unnest(conkey) k join pg_attribute a on a.attrelid = conrelid and a.attnum = k))
    end as broken
  from pg_constraint
  where connamespace = 'public'::regnamespace and conrelid <> 0 and contype in ('c', 'f', 'p', 'u')
  order by 1, 2`;

/** What triggers hold rather than constraints. */
const INVARIANTS: readonly (readonly [string, string])[] = [
  [
    "events name matches that there are not",
    `select count(*) from (
       select venue_id, match_id as id from table_events where match_id is not null
       union select venue_id, before_match_id from table_events where before_match_id is not null) named
     where not exists (select from matches m where m.venue_id = named.venue_id and m.id = named.id)`,
  ],
  [
    "tables are in no venue",
    "select count(*) from tables t where not exists (select from venues v where v.id = t.venue_id)",
  ],
  [
    "tables have no head",
    "select count(*) from tables t where not exists (select from table_heads h where h.venue_id = t.venue_id and h.table_id = t.id)",
  ],
  [
    "people have no player",
    "select count(*) from users u where not exists (select from players p where p.user_id = u.id)",
  ],
  [
    "erased people still have something of theirs",
    `select count(*) from players p where erased_at is not null
       and (user_id is not null or avatar is not null or exists (select from cards c where c.player_id = p.id))`,
  ],
];

/** Whether the rows of a database keep to all that must hold, and its indexes are sound. */
export async function soundness(client: pg.Client): Promise<Sound> {
  const differences: string[] = [];
  await client.query(WITHOUT_INDEXES);
  const { rows } = await client.query<{
    table: string;
    name: string;
    valid: boolean;
    broken: string;
  }>(CONSTRAINTS);
  for (const { table, name, valid, broken } of rows) {
    if (!valid) differences.push(`${table}: ${name} was never validated`);
    const count = await countOf(client, broken);
    if (count > 0) differences.push(`${table}: ${count} rows break ${name}`);
  }
  for (const [what, query] of INVARIANTS) {
    const count = await countOf(client, query);
    if (count > 0) differences.push(`${count} ${what}`);
  }
  const indexes = await indexesOf(client, differences);
  return { differences, constraints: rows.length + INVARIANTS.length, indexes };
}

async function countOf(client: pg.Client, query: string): Promise<number> {
  const { rows } = await client.query<{ count: string }>(query);
  return Number(rows[0]?.count ?? 0);
}

const BTREES = `
  select c.oid::regclass::text as name from pg_index i
  join pg_class c on c.oid = i.indexrelid join pg_am a on a.oid = c.relam
  where c.relnamespace = 'public'::regnamespace and a.amname = 'btree' and i.indisvalid order by 1`;

const MAY_USE_AMCHECK = `
  select exists (select from pg_available_extensions where name = 'amcheck') as there,
    exists (select from pg_extension where extname = 'amcheck')
      or (select rolsuper from pg_roles where rolname = current_user) as may`;

/** Looks through every B-tree, and finds every row in it (PostgreSQL's amcheck). */
async function indexesOf(client: pg.Client, differences: string[]): Promise<number | string> {
  const { rows: found } = await client.query<{ there: boolean; may: boolean }>(MAY_USE_AMCHECK);
  if (found[0]?.there !== true) return "not looked through: the server has no amcheck";
  if (!found[0].may) return "not looked through: amcheck is a superuser's to install";
  await client.query("create extension if not exists amcheck");
  const { rows } = await client.query<{ name: string }>(BTREES);
  for (const { name } of rows) {
    try {
      await client.query("select bt_index_check($1::regclass, true)", [name]);
    } catch (error) {
      differences.push(`${name}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  const { rows: invalid } = await client.query<{ name: string }>(
    `select indexrelid::regclass::text as name from pg_index i join pg_class c on c.oid = i.indexrelid
     where c.relnamespace = 'public'::regnamespace and not i.indisvalid`,
  );
  for (const { name } of invalid) differences.push(`${quoted(name)} is not valid`);
  return rows.length;
}
