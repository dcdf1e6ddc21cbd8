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
const KILLS = [0.3, 0.45, 0.6, 0.7, 0.8, 0.9];
const folder = fileURLToPath(new URL("../../apps/server/migrations", import.meta.url));

type Address = Awaited<ReturnType<typeof addressOfPostgres>>;

/** F34: migrations of a million events killed (`-9`) at six moments, and run again: as if never killed. */
export async function drillKilledMigrations(): Promise<void> {
  const dataDir = await mkdtemp(path.join(tmpdir(), "babyfoot-migrations-"));
  const server = await startOn({ dataDir, port: 0 });
  try {
    const address = await addressOfPostgres(dataDir);
    await prepare(address);
    const whole = await migrate(address, "unharmed");
    if (whole.code !== 0) throw new Error(whole.said);
    console.log(`  ${EVENTS} events migrated in ${whole.seconds.toFixed(1)} s`);
    const unharmed = await picture(address, "unharmed");
    for (const share of KILLS)
      await killAndRunAgain(address, share * whole.seconds * 1000, unharmed);
  } finally {
    await server.stop();
    await rm(dataDir, { recursive: true, force: true });
  }
}

async function killAndRunAgain(
  address: Address,
  afterMs: number,
  unharmed: Picture,
): Promise<void> {
  await withClient(address, "babyfoot", (client) =>
    client.query("create database killed template old"),
  );
  const killed = await migrate(address, "killed", afterMs);
  const cameTo = await ask(address, "killed", "select max(name) as it from migrations");
  const again = await migrate(address, "killed");
  const once = await migrate(address, "killed");
  const found = await picture(address, "killed");
  const others = Object.keys(unharmed).filter((part) => unharmed[part] !== found[part]);
  const isSame = others.length === 0 && Object.keys(found).length === Object.keys(unharmed).length;
  const verdict = isSame ? "as if never killed" : `DIFFERENT: ${others.join(", ")}`;
  console.log(
    `  killed after ${(afterMs / 1000).toFixed(1)} s (${killed.code === null ? "at work" : "done"}), at ${cameTo[0]}; run again ${again.seconds.toFixed(1)} s: ${verdict}`,
  );
  if (!isSame || again.code !== 0 || !once.said.includes("The schema is current"))
    process.exitCode = 1;
  await withClient(address, "babyfoot", (client) =>
    client.query("drop database killed with (force)"),
  );
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

/** A database of then with a million events, and one to be migrated without harm. */
async function prepare(address: Address): Promise<void> {
  await withClient(address, "babyfoot", (client) => client.query("create database old"));
  await withClient(address, "old", async (client) => {
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
    client.query("create database unharmed template old"),
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

type Picture = Record<string, string>;

/** What a migration itself makes up: the time at which it was applied, and numbers in the order of the rows it met. */
const MADE_UP: Record<string, string> = { export_schedule: "next_at", stale_matches: "id,since" };

/** The schema, and each table's rows as one number. */
async function picture(address: Address, database: string): Promise<Picture> {
  return withClient(address, database, async (client) => {
    const found: Picture = { schema: String((await client.query(SCHEMA)).rows[0].it) };
    for (const { it: table } of (await client.query(TABLES)).rows) {
      const row = `(to_jsonb(t) - '{${MADE_UP[table] ?? ""}}'::text[])::text`;
      const { rows } = await client.query(
        `select count(*) || ' ' || coalesce(sum(hashtextextended(${row}, 0)::numeric), 0) as it from "${table}" t`,
      );
      found[table] = rows[0].it;
    }
    return found;
  });
}
