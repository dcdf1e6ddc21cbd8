import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { sql } from "kysely";
import pg from "pg";
import { Registry } from "prom-client";
import { afterAll, beforeAll, beforeEach, describe, expect, it, onTestFinished } from "vitest";
import { readSettings } from "../../src/config.ts";
import { type Database, openDatabase } from "../../src/platform/database.ts";
import {
  type EmbeddedPostgres,
  startEmbeddedPostgres,
} from "../../src/platform/embedded-postgres/supervisor.ts";
import { newId } from "../../src/platform/ids.ts";
import { migrate } from "../../src/platform/migrations.ts";
import { type Replica, startReplica } from "../../src/platform/replica/replica.ts";
import { asAdmin, newDevice, newTable, sendEvents } from "../campus.ts";
import { Client } from "../client.ts";
import { startServer, type TestServer } from "../server.ts";
import { startReplicaOf } from "./replica-of.ts";

let folder: string;
let primary: EmbeddedPostgres;
let standby: EmbeddedPostgres;
let database: Database;
let told: string[];
const stops: (() => Promise<void> | void)[] = [];

const place = (name: string) => path.join(folder, name);
const follow = (isNew: boolean) =>
  startReplicaOf(primary, { dataDir: place("primary"), replicaDir: place("standby"), isNew });

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), "babyfoot-replica-"));
  stops.push(() => rmSync(folder, { recursive: true, force: true }));
  primary = await startEmbeddedPostgres({
    ...{ dataDir: place("primary"), log: () => undefined, fsync: false },
  });
  stops.push(primary.stop);
  await migrate(primary.connection);
  standby = await follow(true);
  // Whichever it is at the end.
  stops.push(() => standby.stop());
  database = openDatabase(primary.connection, { onError: () => undefined });
  stops.push(database.close);
});
afterAll(async () => {
  for (const stop of stops.reverse()) await stop();
});
beforeEach(() => {
  told = [];
});

/** What somebody who stands at the replica does. */
async function atReplica(text: string): Promise<unknown[]> {
  const client = new pg.Client({ ...standby.connection, user: "postgres" });
  await client.connect();
  try {
    return (await client.query(text)).rows;
  } finally {
    await client.end();
  }
}

/** Stops what comes from the primary until the test ends. */
async function pause(): Promise<void> {
  await atReplica("select pg_wal_replay_pause()");
  onTestFinished(async () => {
    await atReplica("select pg_wal_replay_resume()");
  });
}

async function watch(mostLagSeconds?: number): Promise<{ replica: Replica; metrics: Registry }> {
  const metrics = new Registry();
  const replica = await startReplica({
    settings: readSettings({
      DATABASE_URL: primary.connectionString,
      DATABASE_READ_URL: standby.connectionString,
    }),
    ...{ db: database.db, metrics, ...(mostLagSeconds !== undefined && { mostLagSeconds }) },
    log: {
      info: (text: string) => void told.push(text),
      warn: ({ reason }: { reason: string }) => void told.push(reason),
    } as Parameters<typeof startReplica>[0]["log"],
  });
  onTestFinished(() => replica.close());
  return { replica, metrics };
}

/** Which of the two has answered. */
const answering = async ({ read }: Replica): Promise<string> => {
  const { rows } = await read((db) =>
    sql<{ replica: boolean }>`select pg_is_in_recovery() as replica`.execute(db),
  );
  return rows[0]?.replica === true ? "replica" : "primary";
};
const becomes = (replica: Replica, who: string) =>
  expect.poll(() => answering(replica), { timeout: 20_000, interval: 20 }).toBe(who);

const write = () => database.query({ text: "update live_head set version = version" });

describe("a replica that answers insights", () => {
  it("[O9] does so as long as it follows, and says how far behind it is", async () => {
    const { replica, metrics } = await watch();
    expect(await answering(replica)).toBe("primary");
    await becomes(replica, "replica");
    expect(replica.lagSeconds()).toBeLessThan(1);
    const text = await metrics.metrics();
    expect(text).toMatch(/^babyfoot_replica_lag_seconds 0/m);
    expect(text).toMatch(/^babyfoot_replica_answers 1$/m);
  });

  it("[O9] does not when it lags, and comes back by itself", async () => {
    const { replica, metrics } = await watch(1);
    await becomes(replica, "replica");
    await pause();
    await write();
    await becomes(replica, "primary");
    expect(told.at(-1)).toBe("behind");
    expect(await metrics.metrics()).toMatch(/^babyfoot_replica_answers 0$/m);
    expect(replica.lagSeconds()).toBeGreaterThan(1);
    await atReplica("select pg_wal_replay_resume()");
    await becomes(replica, "replica");
  });

  it("[O9] is asked for nothing while it has another schema", async () => {
    const { replica } = await watch();
    await becomes(replica, "replica");
    await pause();
    await database.query({
      text: "insert into migrations (name, run_on) values ('9999_next', now())",
    });
    onTestFinished(async () => {
      await database.query({ text: "delete from migrations where name = '9999_next'" });
    });
    await becomes(replica, "primary");
    expect(told.at(-1)).toBe("other schema");
  });

  it("[O9] may be gone in the middle of the questions: none fails, and it is asked again once it is back", async () => {
    const { replica } = await watch();
    await becomes(replica, "replica");
    const answers = [await answering(replica)];
    const asking = (async () => {
      while (answers.at(-1) !== "primary") answers.push(await answering(replica));
    })();
    await standby.stop();
    await asking;
    expect(answers[0]).toBe("replica");
    expect(answers.at(-1)).toBe("primary");
    expect(replica.lagSeconds()).toBeUndefined();
    standby = await follow(false);
    await becomes(replica, "replica");
  });
});

/** A server whose insights the replica answers. */
async function serverWithReplica(): Promise<TestServer> {
  const server = await startServer({
    databaseUrl: primary.connectionString,
    environment: { DATABASE_READ_URL: standby.connectionString },
  });
  onTestFinished(() => server.close());
  const metric = async (pattern: RegExp) =>
    pattern.test((await new Client(server).get("/metrics")).body);
  await expect.poll(() => metric(/^babyfoot_replica_answers 1$/m), { timeout: 10_000 }).toBe(true);
  return server;
}

describe("what others see of a player", () => {
  it.each([
    ["display_name = 'Anonyme', on_leaderboards = false, erased_at = now()", "Anonyme"],
    ["display_name = 'Another'", "Another"],
  ])(
    "[O10] is what they have it be, though the replica has stopped following: %s",
    async (change, name) => {
      const server = await serverWithReplica();
      const id = newId();
      await database.query({
        text: "insert into players (id, display_name) values ($1, 'Before')",
        values: [id],
      });
      const shown = async () =>
        (await new Client(server).get(`/api/v1/players/${id}/stats`)).body.displayName;
      expect(await shown()).toBe("Before");
      // The replica has them too, or the primary would answer anyway.
      const there = () => atReplica(`select display_name from players where id = '${id}'`);
      await expect.poll(there).toHaveLength(1);
      await pause();
      await database.query({ text: `update players set ${change} where id = $1`, values: [id] });
      const changed = performance.now();
      await expect.poll(shown, { timeout: 15_000, interval: 20 }).toBe(name);
      expect(performance.now() - changed).toBeLessThan(5_000);
    },
  );
});

describe("a player's own match", () => {
  it("[O10] is in the insights within five seconds, though the replica has stopped following", async () => {
    const server = await serverWithReplica();
    const admin = await asAdmin(server);
    const table = await newTable(admin, { bounceMs: 0 });
    const device = await newDevice(admin, table.id);
    const games = async () => (await admin.get("/api/v1/insights/table-usage")).body.games;
    expect(await games()).toBe(0);
    await pause();
    const goals = Array.from({ length: 10 }, (_, at) => ({
      ...{ seq: at + 1, type: "goal", side: "red", uptimeMs: 900_000 + at * 1_000 },
    }));
    await sendEvents(new Client(server), device, { events: goals });
    const ended = performance.now();
    await expect.poll(games, { timeout: 15_000, interval: 20 }).toBe(1);
    expect(performance.now() - ended).toBeLessThan(5_000);
  });
});
