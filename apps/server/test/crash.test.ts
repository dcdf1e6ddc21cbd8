import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { expect, it, onTestFinished } from "vitest";
import { matchesOf } from "../src/features/device-api/testing/playing.ts";
import { inOrder } from "../src/features/device-api/testing/storm.ts";
import { newDevice, newTable, type TestDevice, type TestTable } from "./campus.ts";
import { Client, signInAs } from "./client.ts";
import { freePort, keepScoring, type Scorer, type Server, serverProcess } from "./crash-drill.ts";
import { ADMIN } from "./server.ts";

const TABLES = 4;
/** Together about a hundred goals a second. */
const EVERY_MS = 40;

const settings = { ADMIN_EMAIL: ADMIN.email, ADMIN_PASSWORD: ADMIN.password, DATABASE_URL: "" };

interface Place {
  table: TestTable;
  device: TestDevice;
  scorer: Scorer;
}

async function placesOf(server: Server): Promise<Place[]> {
  const admin = await signInAs(server, ADMIN);
  const places: Place[] = [];
  for (let count = 0; count < TABLES; count += 1) {
    const table = await newTable(admin, { bounceMs: 0 });
    const device = await newDevice(admin, table.id);
    const scorer = { goals: "", acknowledged: 0, strange: [], deferred: 0 };
    places.push({ table, device, scorer });
  }
  return places;
}

/** Waits until every table has had a goal acknowledged that was not before; answers for how long, in ms. */
async function untilAllScore(places: Place[]): Promise<number> {
  const began = Date.now();
  const before = places.map(({ scorer }) => scorer.acknowledged);
  while (places.some(({ scorer }, index) => scorer.acknowledged <= (before[index] ?? 0) + 5))
    await wait(10);
  return Date.now() - began;
}

/** What the goals add up to, in order. */
const oracle = (goals: string) =>
  inOrder(
    [...goals].map((letter, index) => ({
      boot: "boot-1",
      seq: index + 1,
      at: index * 1_000,
      uptimeMs: index * 1_000,
      body: { type: "goal", side: letter === "r" ? "red" : "blue" },
    })),
  );

it("[F01] [F02] [R16] with the server and PostgreSQL killed under fire no acknowledged goal is lost, none counts twice", async () => {
  const dataDir = await mkdtemp(path.join(tmpdir(), "babyfoot-crash-"));
  const server = serverProcess(dataDir, await freePort(), settings);
  onTestFinished(async () => {
    await server.stop();
    await rm(dataDir, { recursive: true, force: true });
  });
  await server.start();
  const places = await placesOf(server);
  const enough = new AbortController();
  const scoring = places.map(({ scorer, device }) =>
    keepScoring(scorer, { url: server.url, device, everyMs: EVERY_MS }, enough.signal),
  );
  await untilAllScore(places);
  const back: { server: number[]; database: number[] } = { server: [], database: [] };
  for (let kill = 0; kill < 3; kill += 1) {
    await server.kill();
    const began = Date.now();
    await server.start();
    await untilAllScore(places);
    back.server.push(Date.now() - began);
  }
  for (let kill = 0; kill < 2; kill += 1) {
    server.killDatabase();
    back.database.push(await untilAllScore(places));
  }
  enough.abort();
  await Promise.all(scoring);
  console.info(`scoring again after (ms): ${JSON.stringify(back)}`);
  expect(places.flatMap(({ scorer }) => scorer.strange)).toEqual([]);
  // PostgreSQL was away for a moment, and the server said so.
  expect(places.reduce((total, { scorer }) => total + scorer.deferred, 0)).toBeGreaterThan(0);
  expect(Math.max(...back.server, ...back.database)).toBeLessThan(30_000);
  for (const { table, scorer } of places) {
    const stored = await matchesOf(new Client(server), table.id);
    const played = stored.map(({ status, winner, red, blue, goals }) => ({
      status,
      winner,
      red,
      blue,
      goals,
    }));
    expect(played).toEqual(oracle(scorer.goals));
  }
}, 180_000);
