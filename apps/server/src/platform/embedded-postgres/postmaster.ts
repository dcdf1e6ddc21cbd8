import { once } from "node:events";
import { closeSync, openSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import type { Account } from "./account.ts";
import type { Binaries } from "./binaries.ts";
import { endingWithUs, spawnAs } from "./command.ts";
import { complaintIn } from "./complaint.ts";
import type { Folders } from "./folders.ts";
import { endLeftovers } from "./leftovers.ts";

export type Exit = { code: number | null; signal: NodeJS.Signals | null };

export type Postmaster = {
  pid: number;
  exited: Promise<Exit>;
  /** Asks for a fast shutdown and does not wait; nothing happens when it is dead. */
  interrupt(): void;
  /** Fast shutdown, then immediate, then killed: returns within half a minute, dead or alive. */
  stop(): Promise<void>;
};

type Needs = { folders: Folders; account: Account; binaries: Binaries; signal: AbortSignal };

/** Starts the server on a prepared cluster and waits until it serves; an abort stops it again. */
export async function launchPostmaster(needs: Needs): Promise<Postmaster> {
  const { folders, account, binaries, signal } = needs;
  await endLeftovers(folders);
  const complaint = listenForComplaints(folders.log);
  const output = openSync(join(folders.log, "startup.log"), "w", 0o600);
  const command = endingWithUs([binaries.postgres, "-D", folders.cluster]);
  const child = spawnAs(command, { account, stdio: ["ignore", output, output] });
  closeSync(output);
  await once(child, "spawn");
  const postmaster = superviseChild(child, folders);
  try {
    await untilReady(postmaster, folders.cluster, signal);
    await tryConnection(folders);
    return postmaster;
  } catch (error) {
    await postmaster.stop();
    throw signal.aborted ? error : new Error(complaint() ?? String(error), { cause: error });
  }
}

function superviseChild(child: ReturnType<typeof spawnAs>, folders: Folders): Postmaster {
  const { pid } = child;
  if (pid === undefined) throw new Error("PostgreSQL has no process");
  const exited = new Promise<Exit>((resolve) => {
    child.once("exit", (code, signal) => resolve({ code, signal }));
  });
  const stop = async () => {
    const steps = [
      ["SIGINT", 20_000],
      ["SIGQUIT", 5_000],
      ["SIGKILL", 5_000],
    ] as const;
    for (const [signal, milliseconds] of steps) {
      child.kill(signal);
      if (await within(exited, milliseconds)) break;
    }
    await endLeftovers(folders);
  };
  return { pid, exited, interrupt: () => void child.kill("SIGINT"), stop };
}

async function untilReady(
  { pid, exited }: Postmaster,
  cluster: string,
  signal: AbortSignal,
): Promise<void> {
  const waiting = new AbortController();
  const given = AbortSignal.any([signal, waiting.signal]);
  const died = exited.then(({ code, signal: by }) => {
    throw new Error(`it ended at once (${by ?? code})`);
  });
  const serves = async () => {
    while (!saysReady(cluster, pid)) await sleep(15, undefined, { signal: given });
  };
  try {
    await Promise.race([serves(), died]);
  } finally {
    waiting.abort();
    died.catch(() => undefined);
  }
}

/** The eighth line of postmaster.pid is how the server tells pg_ctl that it serves. */
function saysReady(cluster: string, pid: number): boolean {
  try {
    const lines = readFileSync(join(cluster, "postmaster.pid"), "utf8").split("\n");
    return lines[0] === String(pid) && lines[7]?.trim() === "ready";
  } catch {
    return false;
  }
}

/** As the superuser, for whom some connections are kept free when returning clients take the rest. */
async function tryConnection({ socket, port }: Folders): Promise<void> {
  const client = new pg.Client({
    host: socket,
    port,
    user: "postgres",
    database: "postgres",
    connectionTimeoutMillis: 10_000,
  });
  // Cut off at any moment, it must not end this process: what fails is the try.
  client.on("error", () => undefined);
  await client.connect();
  await client.query("SELECT 1");
  await client.end();
}

/** Reads, when asked, why the server failed since this call: at first it says so to its output. */
function listenForComplaints(folder: string): () => string | undefined {
  const day = new Intl.DateTimeFormat("en", { weekday: "short", timeZone: "UTC" }).format();
  const today = join(folder, `postgres-${day}.log`);
  const before = statSync(today, { throwIfNoEntry: false })?.size ?? 0;
  return () => {
    const later = textFrom(today, before);
    return complaintIn(textFrom(join(folder, "startup.log"), 0) + later);
  };
}

function textFrom(file: string, start: number): string {
  try {
    return readFileSync(file).subarray(start).toString();
  } catch {
    return "";
  }
}

/** Whether `promise` settles within the time. */
async function within(promise: Promise<unknown>, milliseconds: number): Promise<boolean> {
  const timer = new AbortController();
  const late = sleep(milliseconds, false, { signal: timer.signal }).catch(() => false);
  const done = await Promise.race([promise.then(() => true), late]);
  timer.abort();
  return done;
}
