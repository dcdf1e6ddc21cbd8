import type pg from "pg";
import { isPlanned } from "./statement-text.ts";

/** Like `EXPLAIN (GENERIC_PLAN)`, which only PostgreSQL 16 and later have; of 15, too, and with nobody's values. */
const PREPARE = `
  begin read only;
  set local plan_cache_mode = force_generic_plan;
  set local lock_timeout = '500ms';
  set local statement_timeout = '1s'`;
const PARAMETERS = `
  select cardinality(parameter_types) as count from pg_prepared_statements where name = 'slow_statement'`;

/** The plan that PostgreSQL would have for a statement whatever its values are; nothing of it is run. */
async function explain(client: pg.ClientBase, text: string): Promise<string> {
  await client.query(PREPARE);
  await client.query(`prepare slow_statement as ${text}`);
  const { rows: found } = await client.query<{ count: number }>(PARAMETERS);
  const nulls = Array.from({ length: found[0]?.count ?? 0 }, () => "null").join(", ");
  const { rows } = await client.query<{ "QUERY PLAN": string }>(
    `explain execute slow_statement${nulls === "" ? "" : `(${nulls})`}`,
  );
  return rows.map((row) => row["QUERY PLAN"]).join("\n");
}

/** A plan once in so long is enough, however often the statement is slow. */
const ONCE_IN_MS = 10 * 60_000;
const MOST_KEPT = 400;

type Plans = (text: string) => Promise<string | undefined>;

/** Finds the plans of statements, one at a time; undefined where one was told lately, or cannot be had. */
export function createPlans(pool: pg.Pool): Plans {
  const told = new Map<string, number>();
  let busy = false;
  return async (text) => {
    const lately = Date.now() - (told.get(text) ?? 0) < ONCE_IN_MS;
    if (busy || lately || !isPlanned(text) || told.size >= MOST_KEPT) return undefined;
    busy = true;
    told.set(text, Date.now());
    try {
      return await onConnection(pool, (client) => explain(client, text));
    } catch {
      // Whatever made the statement slow may stand in the way of this, too: the next time tells.
      told.delete(text);
      return undefined;
    } finally {
      busy = false;
    }
  };
}

/** A connection that is closed after: what was prepared on it is gone, and the driver believes nothing wrong of it. */
async function onConnection<Result>(
  pool: pg.Pool,
  work: (client: pg.ClientBase) => Promise<Result>,
): Promise<Result> {
  const client = await pool.connect();
  try {
    return await work(client);
  } finally {
    client.release(true);
  }
}
