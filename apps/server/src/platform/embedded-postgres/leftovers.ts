import { readdirSync, readFileSync, readlinkSync, rmSync } from "node:fs";
import { connect } from "node:net";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { alreadyRunning } from "./data-dir-lock.ts";
import type { Folders } from "./folders.ts";

/**
 * Ends what an earlier owner left running on the cluster, first as a fast shutdown, and removes its
 * pid file. To be called with the data folder locked. Throws StartError where the server answers
 * and is not among the processes of this machine (a container that shares the folder).
 */
export async function endLeftovers(folders: Folders): Promise<void> {
  const { cluster } = folders;
  const postmaster = () => processesOn(cluster).filter((pid) => pid === notedPid(cluster));
  await end(postmaster, ["SIGINT", 20_000], ["SIGQUIT", 5_000], ["SIGKILL", 5_000]);
  // Backends notice by themselves that their postmaster died, save those deep in a statement.
  await end(() => processesOn(cluster), [0, 500], ["SIGQUIT", 1_000], ["SIGKILL", 5_000]);
  const port = notedPort(cluster) ?? folders.port;
  if (await answers(join(folders.socket, `.s.PGSQL.${port}`))) {
    throw alreadyRunning(folders.dataDir);
  }
  // By now nothing lives behind it, whatever process has got its number since.
  rmSync(join(cluster, "postmaster.pid"), { force: true });
}

/** The process that the cluster's pid file names. */
export const notedPid = (cluster: string): number | undefined => noted(cluster, 1);

/** The port that the same file names. */
const notedPort = (cluster: string): number | undefined => noted(cluster, 4);

function noted(cluster: string, line: number): number | undefined {
  try {
    const lines = readFileSync(join(cluster, "postmaster.pid"), "utf8").split("\n");
    const number = Number.parseInt(lines[line - 1] ?? "", 10);
    return Number.isNaN(number) ? undefined : number;
  } catch {
    return undefined;
  }
}

/** Every PostgreSQL process that works in `cluster`. */
function processesOn(cluster: string): number[] {
  return readdirSync("/proc")
    .map(Number)
    .filter((pid) => pid > 0 && worksIn(cluster, pid));
}

function worksIn(cluster: string, pid: number): boolean {
  try {
    return (
      readlinkSync(`/proc/${pid}/cwd`) === cluster &&
      /\/postgres( \(deleted\))?$/.test(readlinkSync(`/proc/${pid}/exe`))
    );
  } catch {
    // It ended meanwhile, or belongs to someone else, as no process of this cluster can.
    return false;
  }
}

/** Sends each signal in turn to those that are still there, and gives them its milliseconds. */
async function end(
  living: () => number[],
  ...steps: [signal: NodeJS.Signals | 0, milliseconds: number][]
): Promise<void> {
  for (const [signal, milliseconds] of steps) {
    for (const pid of living()) signalIfThere(pid, signal);
    const deadline = Date.now() + milliseconds;
    while (living().length > 0 && Date.now() < deadline) await sleep(20);
    if (living().length === 0) return;
  }
}

function signalIfThere(pid: number, signal: NodeJS.Signals | 0): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
  }
}

function answers(path: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(path);
    socket.once("connect", () => resolve(true));
    socket.once("error", () => resolve(false));
    socket.once("connect", () => socket.destroy());
  });
}
