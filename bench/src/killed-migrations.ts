import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import pg from "pg";
import { runCommand } from "./load/command.ts";
import { millionEvents } from "./load/million-events.ts";
import { addressOfPostgres, startOn } from "./load/server-process.ts";

const EVENTS = 1_000_000;
/** The last migration before those that the drill kills. */
const FROM = "0020_no_waiting_in_circles";
/** When, as shares of how long they take. */
const KILLS = [0.15, 0.3, 0.45, 0.6, 0.75, 0.9];
const folder = fileURLToPath(new URL("../../apps/server/migrations", import.meta.url));

type Address = Awaited<ReturnType<typeof addressOfPostgres>>;

/** F34: the migrations of a million events killed (`-9`) half-way, six times, then run to the end: as if never killed. */
export async function drillKilledMigrations(): Promise<void> {
  const dataDir = await mkdtemp(path.join(tmpdir(), "babyfoot-migrations-"));
  const server = await startOn({ dataDir, port: 0 });
  try {
    const address = await addressOfPostgres(dataDir);
    await prepare(address);
    const whole = await migrate(address, "unharmed");
    console.log(`  ${EVENTS} events migrated in ${whole.seconds.toFixed(1)} s`);
    const half: string[] = [];
    for (const share of KILLS) {
      await migrate(address, "killed", share * whole.seconds * 1000);
      half.push(
        String((await ask(address, "killed", "select max(name) as it from migrations"))[0]),
      );
    }
    console.log(
      `  killed ${KILLS.length} times; it had then come to: ${[...new Set(half)].join(", ")}`,
    );
    const again = await migrate(address, "killed");
    const once = await migrate(address, "killed");
    console.log(
      `  run again: ${again.seconds.toFixed(1)} s; once more: ${once.said.split("\n")[0]}`,
    );
    const [one, other] = [await picture(address, "unharmed"), await picture(address, "killed")];
    const same = JSON.stringify(one) === JSON.stringify(other);
    console.log(
      `  schema and rows of ${one.length} tables: ${same ? "as if never killed" : "DIFFERENT"}`,
    );
    if (!same || again.code !== 0 || !once.said.includes("The schema is current"))
      process.exitCode = 1;
  } finally {
    await server.stop();
    await rm(dataDir, { recursive: true, force: true });
  }
}

const migrate = (address: Address, database: string, killAfterMs?: number) =>
  runCommand("migrate", {
    env: { DATABASE_URL: urlOf(address, database) },
    ...(killAfterMs !== undefined && { killAfterMs }),
  });

const urlOf = ({ host, port, user }: Address, database: string): string =>
  `postgresql://${user}@localhost/${database}?host=${encodeURIComponent(host)}&port=${port}`;

async function withClient<Result>(
  address: Address,
  database: string,
  work: (client: pg.Client) => Promise<Result>,
): Promise<Result> {
  const client = new pg.Client({ ...address, database });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

const ask = (address: Address, database: string, text: string): Promise<unknown[]> =>
  withClient(address, database, async (client) =>
    (await client.query(text)).rows.map(({ it }) => it),
  );

/** A database of then with a million events, twice. */
async function prepare(address: Address): Promise<void> {
  await withClient(address, "babyfoot", (client) => client.query("create database unharmed"));
  await withClient(address, "unharmed", async (client) => {
    await client.query(
      "create table migrations (id serial primary key, name varchar(255) not null, run_on timestamp not null)",
    );
    const files = (await readdir(folder)).sort();
    for (const file of files) {
      const name = path.basename(file, ".sql");
      if (name > FROM) continue;
      await client.query(await readFile(path.join(folder, file), "utf8"));
      await client.query("insert into migrations (name, run_on) values ($1, now())", [name]);
    }
    await client.query(millionEvents(EVENTS));
  });
  await withClient(address, "babyfoot", (client) =>
    client.query("create database killed template unharmed"),
  );
}

const TABLES = `
  select c.relname as it from pg_class c
  where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and c.relname <> 'migrations' order by 1`;
const SCHEMA = `
  select string_agg(line, e'\\n' order by line) as it from (
    select conrelid::regclass || pg_get_constraintdef(oid) as line from pg_constraint where connamespace = 'public'::regnamespace
    union all select pg_get_indexdef(indexrelid) from pg_index where indrelid::regclass::text !~ '^pg_'
    union all select pg_get_triggerdef(oid) from pg_trigger where not tgisinternal
    union all select attrelid::regclass || attname || atttypid::regtype from pg_attribute a join pg_class c on c.oid = attrelid
      where c.relnamespace = 'public'::regnamespace and attnum > 0) lines`;

/** The schema, and each table's rows as one number; of what a migration makes up (ids, times) only how many. */
async function picture(address: Address, database: string): Promise<unknown[]> {
  return withClient(address, database, async (client) => {
    const found: unknown[] = [(await client.query(SCHEMA)).rows[0]];
    for (const { it: table } of (await client.query(TABLES)).rows) {
      const { rows } = await client.query(
        `select count(*) as n, sum(hashtextextended(t::text, 0)::numeric) as sum from "${table}" t`,
      );
      found.push([table, rows[0]]);
    }
    return found;
  });
}
