import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { pathToFileURL } from "node:url";
import pg from "pg";
import { expect, inject, it, onTestFinished, vi } from "vitest";
import { dumpSchema } from "../../tools/schema-dump.ts";
import { knownMigrations, migrate, migrateTo } from "./migrations.ts";

const FROM = "0020_no_waiting_in_circles";
const EVENTS = `
  insert into venues (id, name, time_zone, opening_hours, policy) values (gen_random_uuid(), 'Souk', 'Europe/Paris', '{}', '{}');
  insert into tables (venue_id, id, code, name) select id, gen_random_uuid(), 'T01', 'One' from venues;
  insert into table_events (venue_id, id, table_id, at, source, type, body, boot_id, boot, seq, received_at, outcome)
    select venue_id, gen_random_uuid(), id, now() + n * interval '1 s', 'device', 'goal', '{"side":"red"}', 'b', 1, n, now(), 'noted'
    from tables, generate_series(1, 2000) n`;
const SUM =
  "select count(*)::int as n, sum(hashtextextended(t::text, 0)::numeric) as sum from table_events t";

async function connected(url: string): Promise<pg.Client> {
  const client = new pg.Client(url);
  await client.connect();
  return client;
}

it("[B19] a migration that is killed half-way loses nothing, and goes on when it is run again (F34)", async () => {
  const admin = await connected(inject("databaseUrl"));
  const name = `killed_${process.pid}`;
  await admin.query(`create database ${name} template template0`);
  const url = new URL(inject("databaseUrl"));
  url.pathname = `/${name}`;
  const connection = { connectionString: url.href };
  const clients = [await connected(url.href), await connected(url.href)] as const;
  onTestFinished(async () => {
    for (const client of clients) await client.end();
    await admin.query(`drop database ${name} with (force)`);
    await admin.end();
  });
  const [client, holder] = clients;
  await migrateTo(connection, FROM);
  await client.query(EVENTS);
  const before = (await client.query(SUM)).rows;
  expect(before[0].n).toBe(2000);

  // Whoever reads holds up what changes the table: the migration waits in its middle.
  await holder.query("begin; select from table_events limit 1");
  const module = pathToFileURL(path.join(import.meta.dirname, "migrations.ts")).href;
  const script = `import { migrate } from "${module}"; await migrate({ connectionString: process.argv[1] });`;
  const child = spawn(
    process.execPath,
    ["--import", "tsx", "--input-type=module", "--eval", script, url.href],
    {
      cwd: import.meta.dirname,
    },
  );
  const waiting = "select from pg_stat_activity where datname = $1 and wait_event_type = 'Lock'";
  await vi.waitFor(async () => expect((await admin.query(waiting, [name])).rows).toHaveLength(1), {
    timeout: 20_000,
    interval: 50,
  });
  child.kill("SIGKILL");
  await once(child, "exit");
  await holder.query("rollback");

  const applied = await migrate(connection);
  expect(applied).toEqual(knownMigrations().filter((one) => one > FROM));
  expect((await client.query(SUM)).rows).toEqual(before);
  const kept = await readFile(path.join(import.meta.dirname, "../../schema.sql"), "utf8");
  expect(await dumpSchema(client)).toBe(kept);
  expect(await migrate(connection)).toEqual([]);
});
