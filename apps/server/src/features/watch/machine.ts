import { statfs } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import type { Settings } from "../../config.ts";

/** Processor time of the machine so far, in milliseconds. */
function machineTimes(): { busy: number; all: number } {
  let [busy, all] = [0, 0];
  for (const { times } of os.cpus()) {
    const used = times.user + times.nice + times.sys + times.irq;
    busy += used;
    all += used + times.idle;
  }
  return { busy, all };
}

export interface Load {
  /** Cores in use by this process. */
  cpu: number;
  /** The share of the machine that computes, from 0 to 1. */
  machineCpu: number;
}

/** Answers the load since it was last asked, or since it began. */
export function watchLoad(): () => Load {
  let [own, machine, at] = [process.cpuUsage(), machineTimes(), performance.now()];
  return () => {
    const used = process.cpuUsage(own);
    const [times, now] = [machineTimes(), performance.now()];
    const all = times.all - machine.all;
    const load = {
      cpu: (used.user + used.system) / 1_000 / Math.max(1, now - at),
      machineCpu: all > 0 ? (times.busy - machine.busy) / all : 0,
    };
    [own, machine, at] = [process.cpuUsage(), times, now];
    return load;
  };
}

export interface Disk {
  freeBytes: number;
  bytes: number;
}

/** Where distributions keep the data of their PostgreSQL. */
const CLUSTERS = "/var/lib/postgresql";
const LOOPBACK = new Set(["", "localhost", "127.0.0.1", "[::1]"]);

function databaseIsHere({ DATABASE_URL }: Pick<Settings, "DATABASE_URL">): boolean {
  if (DATABASE_URL === undefined) return true;
  const { hostname, searchParams } = new URL(DATABASE_URL);
  return LOOPBACK.has(hostname) || searchParams.get("host")?.startsWith("/") === true;
}

/** The fullest of the disks under this machine's data; null where the database is elsewhere. */
export async function diskOf(
  settings: Pick<Settings, "DATABASE_URL" | "DATA_DIR">,
): Promise<Disk | null> {
  if (!databaseIsHere(settings)) return null;
  const places = [path.resolve(settings.DATA_DIR), CLUSTERS, "/"];
  let fullest: Disk | null = null;
  for (const place of places) {
    const found = await spaceOf(place);
    if (found !== null && (fullest === null || found.freeBytes < fullest.freeBytes))
      fullest = found;
  }
  return fullest;
}

/** What a process without privileges may still write there. */
async function spaceOf(place: string): Promise<Disk | null> {
  try {
    const { bavail, blocks, bsize } = await statfs(place);
    return blocks === 0 ? null : { freeBytes: bavail * bsize, bytes: blocks * bsize };
  } catch {
    // Not there, or not for us.
    return null;
  }
}
