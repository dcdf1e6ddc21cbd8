import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { createServer } from "node:net";
import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import type { TestDevice } from "./campus.ts";

const MAIN = fileURLToPath(new URL("../src/main.ts", import.meta.url));

/** A port that nothing uses now. */
export async function freePort(): Promise<number> {
  const probe = createServer().listen(0, "127.0.0.1");
  await once(probe, "listening");
  const address = probe.address();
  probe.close();
  await once(probe, "close");
  if (address === null || typeof address === "string") throw new Error("no port");
  return address.port;
}

/** A server in a process of its own, with its own PostgreSQL. */
export interface Server {
  url: string;
  start(): Promise<void>;
  /** Ends the process at once, as a power cut does. */
  kill(): Promise<unknown>;
  /** Ends PostgreSQL's first process at once. */
  killDatabase(): void;
  /** Tells the process to stop; answers its exit code. */
  stop(): Promise<number | null>;
}

/** Answers once the server is ready to take calls. */
export async function untilReady(url: string): Promise<void> {
  for (;;) {
    const ready = await fetch(`${url}/readyz`).catch(() => undefined);
    if (ready?.status === 200) return;
    await wait(20);
  }
}

/** A server that can be started, killed and started again on one data folder. */
export function serverProcess(
  dataDir: string,
  port: number,
  environment: Record<string, string>,
): Server {
  const url = `http://127.0.0.1:${port}`;
  let child: ChildProcess | undefined;
  const end = async (signal: NodeJS.Signals): Promise<number | null> => {
    const ending = child;
    child = undefined;
    if (ending === undefined) return null;
    if (ending.exitCode === null) {
      ending.kill(signal);
      await once(ending, "exit");
    }
    return ending.exitCode;
  };
  return {
    url,
    start: async () => {
      child = spawn(process.execPath, ["--import", "tsx", MAIN], {
        stdio: ["ignore", "ignore", "inherit"],
        env: {
          ...process.env,
          ...environment,
          DATA_DIR: dataDir,
          PORT: String(port),
          HOST: "127.0.0.1",
          LOG_LEVEL: "silent",
        },
      });
      await untilReady(url);
    },
    kill: () => end("SIGKILL"),
    killDatabase: () => {
      const file = path.join(dataDir, "postgres", "cluster", "postmaster.pid");
      process.kill(Number(readFileSync(file, "utf8").split("\n")[0]), "SIGKILL");
    },
    stop: () => end("SIGTERM"),
  };
}

/** A table's device that scores without pause and sends again until it is acknowledged. */
export interface Scorer {
  /** The goals so far, by side: `r` or `b`. */
  goals: string;
  acknowledged: number;
  /** Answers other than success and the promise to be back soon. */
  strange: string[];
  /** How often it was told to come again later. */
  deferred: number;
}

/** Scores every `everyMs` until `signal`, and goes on sending until all is acknowledged. */
export async function keepScoring(
  scorer: Scorer,
  { url, device, everyMs }: { url: string; device: TestDevice; everyMs: number },
  signal: AbortSignal,
): Promise<void> {
  const began = Date.now();
  while (!signal.aborted || scorer.acknowledged < scorer.goals.length) {
    const due = signal.aborted ? 0 : Math.floor((Date.now() - began) / everyMs);
    while (scorer.goals.length < due) scorer.goals += Math.random() < 0.5 ? "r" : "b";
    await sendOnce(scorer, { url, device, everyMs });
    await wait(everyMs / 2);
  }
}

async function sendOnce(
  scorer: Scorer,
  { url, device, everyMs }: { url: string; device: TestDevice; everyMs: number },
): Promise<void> {
  // Now and then what was acknowledged already goes out again.
  const from = Math.max(0, scorer.acknowledged - (Math.random() < 0.2 ? 20 : 0));
  const events = [...scorer.goals.slice(from, from + 300)].map((letter, index) => ({
    seq: from + index + 1,
    type: "goal",
    side: letter === "r" ? "red" : "blue",
    uptimeMs: (from + index + 1) * everyMs,
  }));
  const answer = await fetch(`${url}/api/v1/device/events`, {
    method: "POST",
    headers: { "content-type": "application/json", authorization: `Bearer ${device.token}` },
    body: JSON.stringify({
      bootId: "boot-1",
      sentUptimeMs: (scorer.goals.length + 1) * everyMs,
      events,
    }),
  }).catch(() => undefined);
  const text = await answer?.text().catch(() => undefined);
  if (answer === undefined || text === undefined) return;
  if (answer.status === 503 && answer.headers.has("retry-after")) scorer.deferred += 1;
  else if (answer.status !== 200) scorer.strange.push(`${answer.status} ${text}`);
  else scorer.acknowledged = Math.max(scorer.acknowledged, JSON.parse(text).acknowledgedSeq);
}
