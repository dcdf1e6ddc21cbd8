import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { makeDevices } from "./load/campus.ts";
import { freePort } from "./load/ports.ts";
import { keepScoring, matchesOf, newScorer, type Scorer } from "./load/scorer.ts";
import { startOn } from "./load/server-process.ts";
import { storedMatches } from "./load/stored-matches.ts";

const TABLES = 10;
/** Together 200 goals a second. */
const EVERY_MS = 50;
const SERVER_KILLS = 20;
const POSTGRES_KILLS = 10;

/** How long until every table has had a goal acknowledged again, in milliseconds. */
async function untilAllScore(scorers: Scorer[]): Promise<number> {
  const began = Date.now();
  while (scorers.some(({ heardAt }) => heardAt <= began)) await wait(5);
  return Date.now() - began;
}

async function killPostgres(dataDir: string): Promise<void> {
  const file = path.join(dataDir, "postgres", "cluster", "postmaster.pid");
  process.kill(Number((await readFile(file, "utf8")).split("\n")[0]), "SIGKILL");
}

const show = (what: string, times: number[]): void => {
  const sorted = [...times].sort((a, b) => a - b);
  const middle = sorted[sorted.length >> 1] ?? 0;
  console.log(
    `  ${what.padEnd(30)} ${times.length} times   scoring again after ${(middle / 1000).toFixed(2)} s (median), ${((sorted.at(-1) ?? 0) / 1000).toFixed(2)} s at most`,
  );
};

/** F01 and F02: server and PostgreSQL killed (`-9`) under 200 goals/s; every table scores again within 3 s, exactly. */
export async function drillCrashes(): Promise<void> {
  const dataDir = await mkdtemp(path.join(tmpdir(), "babyfoot-crash-"));
  const port = await freePort();
  let server = await startOn({ dataDir, port });
  const devices = await makeDevices(server, TABLES, { bounceMs: 0 });
  const scorers = devices.map(newScorer);
  const enough = new AbortController();
  const load = { url: server.url, everyMs: EVERY_MS, signal: enough.signal };
  const scoring = scorers.map((scorer) => keepScoring(scorer, load));
  try {
    await untilAllScore(scorers);
    const back: Record<"server" | "postgres", number[]> = { server: [], postgres: [] };
    for (let kill = 0; kill < SERVER_KILLS; kill += 1) {
      await server.kill();
      const again = startOn({ dataDir, port });
      back.server.push(await untilAllScore(scorers));
      server = await again;
      await wait(300);
    }
    for (let kill = 0; kill < POSTGRES_KILLS; kill += 1) {
      await killPostgres(dataDir);
      back.postgres.push(await untilAllScore(scorers));
      await wait(300);
    }
    enough.abort();
    await Promise.all(scoring);
    show("server killed", back.server);
    show("PostgreSQL killed", back.postgres);
    await report(server.url, scorers);
  } finally {
    enough.abort();
    await server.stop();
    await rm(dataDir, { recursive: true, force: true });
  }
}

async function report(url: string, scorers: Scorer[]): Promise<void> {
  let wrong = 0;
  for (const { device, goals } of scorers) {
    const stored = await storedMatches(url, device.tableId);
    if (JSON.stringify(stored) !== JSON.stringify(matchesOf(goals))) wrong += 1;
  }
  const goals = scorers.reduce((total, scorer) => total + scorer.goals.length, 0);
  const strange = scorers.flatMap((scorer) => scorer.strange);
  console.log(
    `  ${goals} goals acknowledged; tables whose matches are not exactly those: ${wrong} of ${scorers.length}; answers other than 200 and 503: ${strange.length}`,
  );
  for (const answer of strange.slice(0, 3)) console.log(`    ${answer}`);
  if (wrong > 0 || strange.length > 0) process.exitCode = 1;
}
