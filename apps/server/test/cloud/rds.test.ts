import path from "node:path";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { migrateCommand } from "../../src/commands/migrate-command.ts";
import { readSettings } from "../../src/config.ts";
import { csvOf, manyGames } from "../../src/features/imports/testing/history-file.ts";
import { bringIn } from "../../src/features/imports/testing/importing.ts";
import { explainFailure } from "../../src/lifecycle.ts";
import { openDatabase } from "../../src/platform/database.ts";
import { samplePrimary } from "../../src/platform/replica/samples.ts";
import { type Babyfoot, startBabyfoot } from "../../src/start.ts";
import { newDevice, newTable, sendEvents } from "../campus.ts";
import { Client, signInAs } from "../client.ts";
import { ADMIN } from "../server.ts";
import { LiveStream } from "../sse.ts";
import { type Rds, startRds } from "./rds.ts";

/** An address of this machine that no other test uses. */
const HOST = "127.0.0.81";

let rds: Rds;
beforeAll(async () => {
  rds = await startRds(HOST);
});
afterAll(() => rds?.stop());

/** What somebody who stands at the database itself sees. */
async function ask(text: string, user = "postgres") {
  const client = new pg.Client({ ...rds.postgres.connection, user });
  await client.connect();
  try {
    return (await client.query(text)).rows;
  } finally {
    await client.end();
  }
}

async function start(more: Record<string, string> = {}): Promise<Babyfoot> {
  const running = await startBabyfoot(
    readSettings({
      ...rds.environment,
      ...{ PORT: "0", HOST: "127.0.0.1", LOG_LEVEL: "error" },
      ...{ ADMIN_EMAIL: ADMIN.email, ADMIN_PASSWORD: ADMIN.password },
      DATA_DIR: path.join(rds.folder, "data"),
      ...more,
    }),
    () => undefined,
  );
  onTestFinished(() => running.stop());
  return running;
}

async function migrated(...args: string[]) {
  const said: string[] = [];
  const tell = (line: string) => void said.push(line);
  const settings = readSettings(rds.environment);
  const code = await migrateCommand(args, { settings, say: tell, complain: tell });
  return { code, said };
}

describe("on RDS", () => {
  it("[O8] nobody is let in whose role is not made yet, and it is said in a sentence", async () => {
    const told = await start().then(() => "it started", explainFailure);
    expect(told).toBe('The database refuses us: role "babyfoot_app" does not exist.');
  });

  it("[O8] the owner migrates by the secret, and makes the role of servers, which may sign in by tokens", async () => {
    await ask("create role rds_iam", "babyfoot");
    const { code, said } = await migrated();
    expect(code).toBe(0);
    expect(said[0]).toBe("Applied 0001_accounts.");
    expect(said.at(-1)).toBe("The role babyfoot_app was made, and has its rights.");
    expect(rds.gate.seen).toContain("babyfoot in");
    expect(await ask("select pg_has_role('babyfoot_app', 'rds_iam', 'member') as may")).toEqual([
      { may: true },
    ]);
  });

  it("[O8] doing it again changes nothing", async () => {
    expect((await migrated()).said).toEqual([
      "The schema is current.",
      "The role babyfoot_app was kept, and has its rights.",
    ]);
    expect((await migrated("--app-role", "babyfoot; drop")).code).toBe(2);
    expect((await migrated("--nothing")).code).toBe(2);
  });

  it("[O4] a server plays a match, imports a history, exports it to an analyst, with tokens and the role's rights alone", async () => {
    const { local: url } = await start();
    const admin = await signInAs({ url }, ADMIN);
    const stream = await LiveStream.open({ url });
    onTestFinished(() => stream.close());
    const table = await newTable(admin, { bounceMs: 0 });
    const device = await newDevice(admin, table.id);
    const goals = Array.from({ length: 10 }, (_, at) => ({
      ...{ seq: at + 1, type: "goal", side: "red", uptimeMs: 900_000 + at * 1_000 },
    }));
    const answer = await sendEvents(new Client({ url }), device, { events: goals });
    expect(answer.body).toMatchObject({ acknowledgedSeq: 10, rejected: [] });
    await stream.until(({ deltas }) => deltas.some(({ event }) => event === "match.finished"));

    const history = await bringIn({ url }, admin, csvOf(manyGames(40)));
    expect(history).toMatchObject({ status: "finished", counts: { games: 40 } });
    const usage = async () => (await admin.get("/api/v1/insights/table-usage")).body.games;
    await expect.poll(usage, { timeout: 20_000 }).toBe(41);

    const { token } = (await admin.post("/api/v1/analyst-tokens", { name: "Notebook" })).body;
    const file = await fetch(`${url}/api/v1/exports/games.csv`, {
      headers: { authorization: `Bearer ${token}` },
    });
    expect(file.status).toBe(200);
    expect((await file.text()).trim().split("\r\n")).toHaveLength(42);

    const users = await ask(
      "select distinct usename from pg_stat_activity where usename like 'babyfoot%'",
    );
    expect(users).toEqual([{ usename: "babyfoot_app" }]);
    expect(rds.gate.seen.filter((line) => !/^babyfoot(_app)? in$/.test(line))).toEqual([]);
  }, 180_000);

  it.each([
    "create table mine (a int)",
    "create table reporting.mine (a int)",
    "drop table games",
    "truncate games",
    "alter table users add column mine int",
    "create role another",
    "grant babyfoot to babyfoot_app",
    "alter role babyfoot_app superuser",
    "delete from migrations",
    "create or replace function match_is_stale() returns trigger language plpgsql as 'begin return null; end'",
    "insert into reporting.games (game_id) values ('x')",
    "select pg_read_file('/etc/passwd')",
    "set role babyfoot",
  ])("[O8] the role of servers may not: %s", async (text) => {
    await expect(ask(text, "babyfoot_app")).rejects.toThrow(
      /permission denied|must be owner|cannot insert/,
    );
  });

  it("[O9] the role of servers may ask how far the primary is, for a replica", async () => {
    const asServer = { ...rds.postgres.connection, user: "babyfoot_app" };
    const { db, close } = openDatabase(asServer, { onError: () => undefined });
    onTestFinished(close);
    const { position, schema } = await samplePrimary(db);
    expect(position).toBeGreaterThan(0n);
    expect(schema).toMatch(/^\d{4}_/);
  });

  it("[O8] what later migrations make is the server's too", async () => {
    await ask(
      "create table of_tomorrow (id bigint generated always as identity, a int)",
      "babyfoot",
    );
    await ask("insert into of_tomorrow (a) values (1)", "babyfoot_app");
    expect(await ask("select a from of_tomorrow", "babyfoot_app")).toEqual([{ a: 1 }]);
    await ask("drop table of_tomorrow", "babyfoot");
  });

  it("[O5] a server that signs in by the secret goes on when RDS has changed the password", async () => {
    const { local: url } = await start({ DATABASE_AUTH: "password" });
    expect((await fetch(`${url}/api/v1/tables`)).status).toBe(200);
    rds.changePassword();
    rds.gate.seen.length = 0;
    await ask("select pg_terminate_backend(pid) from pg_stat_activity where usename = 'babyfoot'");
    const status = async () => (await fetch(`${url}/readyz`)).status;
    await expect.poll(status, { timeout: 10_000 }).toBe(200);
    expect((await fetch(`${url}/api/v1/tables`)).status).toBe(200);
    expect(new Set(rds.gate.seen)).toEqual(new Set(["babyfoot wrong password", "babyfoot in"]));
  });
});
