import { fork } from "node:child_process";
import { once } from "node:events";
import { setTimeout as wait } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { type BenchDevice, makeDevices } from "./load/campus.ts";
import { percentile } from "./load/http-load.ts";
import { type ServerUnderTest, startServerUnderTest } from "./load/server-process.ts";
import { openTimedViewers } from "./load/timed-viewers.ts";
import { demand } from "./load/told.ts";
import { memoryOf, processTree } from "./load/tree.ts";

const VIEWERS = 1_000;
const TIMED_EVERY = 20;
const TABLES = 20;
const GOALS_A_SECOND = 50;
const SECONDS = 30;
const IDLE_AFTER_MS = 20_000;
const MOST_IDLE_MIB = 300;
const MOST_LOADED_MIB = 1_024;
const MOST_MS = 250;

/** Sends a goal at a table, and resolves once it is taken. */
type Score = (table: number, seq: number) => Promise<void>;

interface Measured {
  latencies: number[];
  /** Of a goal's message on the stream. */
  bytes: number;
  goals: number;
}

/** Every table scores in turn, as a campus does at its busiest; from each goal's sending to each timed viewer. */
async function measure(
  port: number,
  { path, tables, score }: { path: string; tables: readonly string[]; score: Score },
): Promise<Measured> {
  const viewers = await openTimedViewers({ port, path, count: VIEWERS, timedEvery: TIMED_EVERY });
  const sentAt = new Map<string, number>();
  const measured: Measured = { latencies: [], bytes: 0, goals: 0 };
  viewers.onGoal(({ tableId, at, bytes }) => {
    measured.latencies.push(at - (sentAt.get(tableId) ?? Number.NaN));
    measured.bytes = bytes;
  });
  const everyMs = (1_000 / GOALS_A_SECOND) * tables.length;
  const until = performance.now() + SECONDS * 1_000;
  await Promise.all(
    tables.map(async (tableId, table) => {
      await wait((everyMs / tables.length) * table);
      for (let seq = 1; performance.now() < until; seq += 1) {
        const began = performance.now();
        sentAt.set(tableId, began);
        await score(table, seq);
        measured.goals += 1;
        await wait(Math.max(0, everyMs - (performance.now() - began)));
      }
    }),
  );
  await wait(500);
  viewers.close();
  measured.latencies.sort((a, b) => a - b);
  return measured;
}

const scoreAt =
  (server: ServerUnderTest, devices: readonly BenchDevice[]): Score =>
  async (table, seq) => {
    const event = {
      seq,
      type: "goal",
      side: seq % 2 === 0 ? "red" : "blue",
      uptimeMs: seq * 1_000,
    };
    const answer = await fetch(`${server.url}/api/v1/device/events`, {
      method: "POST",
      headers: {
        "content-type": "application/json",
        authorization: `Bearer ${devices[table]?.token}`,
      },
      body: JSON.stringify({ bootId: "load", sentUptimeMs: seq * 1_000, events: [event] }),
    });
    await answer.arrayBuffer();
    if (answer.status !== 200) throw new Error(`a goal was answered ${answer.status}`);
  };

/** The memory of a server with its PostgreSQL, in MiB, each page counted once. */
const memoryOfAll = (server: ServerUnderTest): number =>
  processTree(server.pid).reduce((sum, { pid }) => sum + memoryOf(pid, "Pss"), 0);

/** The most of it while something goes on. */
async function highestMemory(server: ServerUnderTest, during: Promise<unknown>): Promise<number> {
  let highest = 0;
  let over = false;
  const end = during.finally(() => {
    over = true;
  });
  while (!over) {
    highest = Math.max(highest, memoryOfAll(server));
    await wait(1_000);
  }
  await end;
  return highest;
}

function show(name: string, { latencies, goals }: Measured): void {
  const [half, most] = [0.5, 0.99].map((share) => percentile(latencies, share).toFixed(1));
  console.log(
    `  ${name.padEnd(22)} ${(goals / SECONDS).toFixed(0)} goals/s, ${latencies.length} timed   p50 ${half} ms   p99 ${most} ms`,
  );
}

async function measureBaseline(bytes: number, tables: readonly string[]): Promise<Measured> {
  const child = fork(
    fileURLToPath(new URL("./baselines/sse.ts", import.meta.url)),
    [String(bytes)],
    { execArgv: ["--import", "tsx"], env: { ...process.env, NODE_ENV: "production" } },
  );
  try {
    const [{ port }] = (await once(child, "message")) as [{ port: number }];
    const score: Score = async (table) => {
      const options = { method: "POST", body: "{}" };
      await (await fetch(`http://127.0.0.1:${port}/${tables[table]}`, options)).arrayBuffer();
    };
    return await measure(port, { path: "/", tables, score });
  } finally {
    child.kill();
  }
}

/**
 * What one machine carries: idle memory, then 1,000 live viewers and 50 goals/s from 20 tables. Baseline: bare Node that
 * writes messages as long to as many, and keeps nothing.
 */
export async function benchCampusLoad(): Promise<void> {
  const server = await startServerUnderTest();
  try {
    await wait(IDLE_AFTER_MS);
    const idle = memoryOfAll(server);
    const parts = processTree(server.pid).length;
    console.log(`  idle: server and PostgreSQL ${idle.toFixed(0)} MiB (PSS of ${parts} processes)`);
    const devices = await makeDevices(server, TABLES, { bounceMs: 0 });
    const tables = devices.map(({ tableId }) => tableId);
    const loading = measure(server.port, {
      ...{ path: "/api/v1/live", tables, score: scoreAt(server, devices) },
    });
    const loaded = await highestMemory(server, loading);
    const ours = await loading;
    const baseline = await measureBaseline(ours.bytes, tables);
    show("bare Node, nothing kept", baseline);
    show("Babyfoot", ours);
    const p99 = percentile(ours.latencies, 0.99);
    console.log(`  under load: at most ${loaded.toFixed(0)} MiB`);
    demand(`idle at most ${MOST_IDLE_MIB} MiB`, idle <= MOST_IDLE_MIB);
    demand(`under load at most ${MOST_LOADED_MIB} MiB`, loaded <= MOST_LOADED_MIB);
    demand(`p99 from goal to viewer under ${MOST_MS} ms`, p99 < MOST_MS);
    const times = (p99 / percentile(baseline.latencies, 0.99)).toFixed(1);
    console.log(`ratio ${times} to bare Node's p99 (p99 must stay under ${MOST_MS} ms)`);
  } finally {
    await server.stop();
  }
}
