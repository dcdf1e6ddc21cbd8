import pg from "pg";
import type { ServerUnderTest } from "../load/server-process.ts";

/** A day that passes faster than ours: at `real` (milliseconds of our clock) it is `simulated` there. */
export interface Rate {
  real: number;
  simulated: number;
  factor: number;
}

/** The clock of such a day. */
export interface Clock {
  /** In milliseconds. */
  now(): number;
  /** Resolves when it is that late, or at once when it is later. */
  until(at: number): Promise<void>;
}

export function clockOf({ real, simulated, factor }: Rate): Clock {
  const now = () => simulated + (Date.now() - real) * factor;
  const until = (at: number): Promise<void> =>
    new Promise((resolve) => setTimeout(resolve, Math.max(0, (at - now()) / factor)));
  return { now, until };
}

/** The same for the server's process, read by `fast-clock.mjs`. */
export const environmentOf = ({ real, simulated, factor }: Rate): Record<string, string> => ({
  NODE_OPTIONS: `--import ${new URL("fast-clock.mjs", import.meta.url).href}`,
  FAST_CLOCK: [real, simulated, factor].join(","),
});

/**
 * Functions that stand before PostgreSQL's own in the search path of this database, and in the defaults of its columns:
 * all that the product asks the time goes by the fast clock.
 */
const INSTALL = `
  create schema clock;
  create table clock.rate (real timestamptz not null, simulated timestamptz not null, factor float8 not null);
  create function clock.fast(at timestamptz) returns timestamptz language sql stable parallel safe as $$
    select r.simulated + (at - r.real) * r.factor from clock.rate r $$;
  create function clock.now() returns timestamptz language sql stable parallel safe as $$
    select clock.fast(pg_catalog.now()) $$;
  create function clock.clock_timestamp() returns timestamptz language sql volatile parallel safe as $$
    select clock.fast(pg_catalog.clock_timestamp()) $$;
  do $$ declare c record; begin
    for c in select table_name, column_name from information_schema.columns
      where table_schema = 'public' and column_default = 'now()'
    loop
      execute format('alter table public.%I alter column %I set default clock.now()', c.table_name, c.column_name);
    end loop;
    execute format('alter database %I set search_path = clock, pg_catalog, public', current_database());
  end $$`;

/** Makes a database go by a fast clock; its server must be started anew. */
export async function installClock(
  { database }: Pick<ServerUnderTest, "database">,
  { real, simulated, factor }: Rate,
): Promise<void> {
  const client = new pg.Client(database);
  await client.connect();
  await client.query(INSTALL);
  await client.query("insert into clock.rate values ($1, $2, $3)", [
    new Date(real),
    new Date(simulated),
    factor,
  ]);
  await client.end();
}
