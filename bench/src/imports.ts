import { once } from "node:events";
import { API } from "@babyfoot/contract";
import pg from "pg";
import { from } from "pg-copy-streams";
import { type BenchDevice, makeDevices } from "./load/campus.ts";
import { historyFile } from "./load/history-file.ts";
import { jsonRequest, percentile, runLoad } from "./load/http-load.ts";
import { type ServerUnderTest, startServerUnderTest } from "./load/server-process.ts";
import { openTimedViewers } from "./load/timed-viewers.ts";
import { memoryOf, processTree } from "./load/tree.ts";

const ROWS = 100_200;
const ROUNDS = 3;
const VIEWERS = 200;
const TIMED_EVERY = 10;
const TABLES = 8;
/** More goals than a campus ever sees. */
const GOAL_EVERY_MS = 50;
/** Before anything counts: a server compiles what it does often. */
const WARM_UP_MS = 3_000;
const BEFORE_MS = 10_000;
const ASK_EVERY_MS = 100;
const LOOK_EVERY_MS = 200;
const COLUMNS = 35;

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Scores until told to stop; answers how long each timed viewer waited for each goal (milliseconds, in order). */
async function scoreUntil(
  server: ServerUnderTest,
  devices: BenchDevice[],
  { bootId, done }: { bootId: string; done: () => boolean },
): Promise<number[]> {
  const viewers = await openTimedViewers({
    ...{ port: server.port, path: `${API}/live` },
    ...{ count: VIEWERS, timedEvery: TIMED_EVERY },
  });
  const latencies: number[] = [];
  let postedAt = 0;
  viewers.onGoal(({ at }) => latencies.push(at - postedAt));
  for (let round = 1; !done(); round += 1) {
    const uptimeMs = round * 1_000;
    const seq = Math.ceil(round / devices.length);
    const body = {
      bootId,
      sentUptimeMs: uptimeMs,
      events: [{ seq, type: "goal", side: "red", uptimeMs }],
    };
    const headers = { authorization: `Bearer ${devices[round % devices.length]?.token}` };
    postedAt = performance.now();
    const next = () => jsonRequest(`${API}/device/events`, body, headers);
    await runLoad({ port: server.port, connections: 1, seconds: 0, next });
    await pause(Math.max(0, GOAL_EVERY_MS - (performance.now() - postedAt)));
  }
  viewers.close();
  return latencies.sort((a, b) => a - b);
}

/** Brings the file in; answers the seconds until all of it can be asked for, and how many of them each stage took. */
async function bringIn(
  server: ServerUnderTest,
  file: Buffer,
): Promise<{ seconds: number; stages: Map<string, number> }> {
  const signedIn = await fetch(`${server.url}/api/auth/sign-in/email`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(server.admin),
  });
  const cookie = signedIn.headers
    .getSetCookie()
    .map((line) => line.split(";")[0])
    .join("; ");
  const began = performance.now();
  const sent = await fetch(`${server.url}${API}/imports`, {
    method: "POST",
    headers: { cookie, "content-type": "text/csv" },
    body: new Uint8Array(file),
  });
  const { id } = (await sent.json()) as { id: string };
  const stages = new Map([["received", (performance.now() - began) / 1000]]);
  let seenAt = performance.now();
  for (;;) {
    const now = await fetch(`${server.url}${API}/imports/${id}`, { headers: { cookie } });
    const { status, progress } = (await now.json()) as {
      status: string;
      progress: { stage: string };
    };
    stages.set(
      progress.stage,
      (stages.get(progress.stage) ?? 0) + (performance.now() - seenAt) / 1000,
    );
    seenAt = performance.now();
    if (status === "finished") return { seconds: (performance.now() - began) / 1000, stages };
    if (status !== "importing") throw new Error(`the import is ${status}`);
    await pause(ASK_EVERY_MS);
  }
}

/** What the same rows take that nobody has looked into: texts into a table of texts. */
async function plainCopy(server: ServerUnderTest, file: Buffer): Promise<number> {
  const client = new pg.Client(server.database);
  await client.connect();
  const columns = Array.from({ length: COLUMNS }, (_, at) => `c${at} text`).join(", ");
  await client.query(`create table bench_texts (${columns})`);
  const began = performance.now();
  const copy = client.query(from("copy bench_texts from stdin with (format csv, header)"));
  copy.end(file);
  await once(copy, "finish");
  const seconds = (performance.now() - began) / 1000;
  await client.query("drop table bench_texts");
  await client.end();
  return seconds;
}

/** Server and what works for it, without PostgreSQL. */
const nodesOf = (pid: number): number[] =>
  processTree(pid)
    .filter(({ name }) => name.startsWith("node") || name === "MainThread")
    .map((one) => one.pid);

interface Peak {
  server: number;
  all: number;
}

/**
 * Looks at the memory until the process ends; answers how to have the peak since one last asked, in MiB. Looking takes a
 * share of a core, so it must go on before the import as well: else the two would not be alike.
 */
function watchMemory(pid: number): () => Peak {
  let peak = { server: 0, all: 0 };
  const look = () => {
    const each = nodesOf(pid).map((one) => ({ one, pss: memoryOf(one, "Pss") }));
    const server = each.find(({ one }) => one === pid)?.pss ?? 0;
    peak.server = Math.max(peak.server, server);
    peak.all = Math.max(
      peak.all,
      each.reduce((sum, { pss }) => sum + pss, 0),
    );
  };
  setInterval(look, LOOK_EVERY_MS).unref();
  return () => {
    const taken = peak;
    peak = { server: 0, all: 0 };
    return taken;
  };
}

const shown = (latencies: readonly number[]): string =>
  `${String(latencies.length).padStart(7)} received   p50 ${percentile(latencies, 0.5).toFixed(1)} ms   p99 ${percentile(latencies, 0.99).toFixed(1)} ms`;

interface Round {
  before: number[];
  during: number[];
  seconds: number;
  copied: number;
  stages: Map<string, number>;
  peak: Peak;
}

/** One history into a new server. */
async function oneRound(file: Buffer): Promise<Round> {
  const server = await startServerUnderTest();
  try {
    const devices = await makeDevices(server, TABLES);
    const copied = await plainCopy(server, file);
    const peakSince = watchMemory(server.pid);
    const scoreFor = (bootId: string, ms: number): Promise<number[]> => {
      const until = Date.now() + ms;
      return scoreUntil(server, devices, { bootId, done: () => Date.now() > until });
    };
    await scoreFor("warm-up", WARM_UP_MS);
    const before = await scoreFor("before", BEFORE_MS);
    peakSince();
    let brought: Awaited<ReturnType<typeof bringIn>> | undefined;
    const bringing = bringIn(server, file).then((all) => {
      brought = all;
      return all;
    });
    const isDone = () => brought !== undefined;
    const during = await scoreUntil(server, devices, { bootId: "during", done: isDone });
    return { before, during, copied, ...(await bringing), peak: peakSince() };
  } finally {
    await server.stop();
  }
}

function show({ seconds, stages, copied, peak, before, during }: Round): void {
  const each = [...stages].map(([stage, taken]) => `${stage} ${taken.toFixed(1)}`).join(", ");
  console.log(`  upload → queryable ${seconds.toFixed(1)} s (at most 10): ${each}`);
  console.log(`  plain COPY of the raw rows ${copied.toFixed(1)} s`);
  console.log(
    `  memory ${peak.server.toFixed(0)} MiB in the server, ${peak.all.toFixed(0)} MiB with its child (at most 286)`,
  );
  console.log(`  live before ${shown(before)}`);
  console.log(`  live during ${shown(during)}`);
}

const inOrder = (all: readonly number[][]): number[] => all.flat().sort((a, b) => a - b);

/**
 * 100,200 messy rows from upload to queryable while 200 watch: at most 10 s, 300 MB, and p99 within 20 %. One round has
 * some 170 goals, whose p99 is what the second worst of them had to wait: only all rounds together say something of it.
 */
export async function benchImports(): Promise<void> {
  const file = historyFile(ROWS);
  console.log(`  ${ROWS} rows, ${(file.length / 1e6).toFixed(1)} MB`);
  const rounds: Round[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const one = await oneRound(file);
    show(one);
    rounds.push(one);
  }
  const before = inOrder(rounds.map((one) => one.before));
  const during = inOrder(rounds.map((one) => one.during));
  console.log(`  all before  ${shown(before)}`);
  console.log(`  all during  ${shown(during)}`);
  const sum = (of: (one: Round) => number) => rounds.reduce((all, one) => all + of(one), 0);
  const toCopy = sum(({ seconds }) => seconds) / sum(({ copied }) => copied);
  const live = percentile(during, 0.99) / percentile(before, 0.99);
  console.log(
    `ratio ${toCopy.toFixed(1)} to a plain COPY; live p99 × ${live.toFixed(2)} (at most 1.20)`,
  );
}
