import { spawnSync } from "node:child_process";
import { chmod, mkdtemp, rm, statfs, truncate } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { makeDevices } from "./load/campus.ts";
import { startOn } from "./load/server-process.ts";
import { demand, keepAsking, reader, scorer, summary, untilServed } from "./load/told.ts";

const DISK_BYTES = 1024 ** 3;
const FULL_FOR_MS = 20_000;
const EVERY_MS = 50;
const DEVICES = 10;

const run = (command: string, ...args: string[]): boolean =>
  spawnSync(command, args, { stdio: "ignore" }).status === 0;

interface Disk {
  folder: string;
  remove(): Promise<void>;
}

/** A file system of 1 GB of its own; undefined where this user may not mount one. */
async function makeDisk(): Promise<Disk | undefined> {
  const parent = await mkdtemp(path.join(tmpdir(), "babyfoot-disk-"));
  await chmod(parent, 0o755);
  const [image, folder] = [path.join(parent, "image"), path.join(parent, "disk")];
  const mounted =
    run("truncate", "-s", String(DISK_BYTES), image) &&
    run("mkfs.ext4", "-q", "-F", "-m", "0", image) &&
    run("mkdir", folder) &&
    run("mount", "-o", "loop", image, folder);
  const remove = async () => {
    if (mounted) run("umount", "--lazy", folder);
    await rm(parent, { recursive: true, force: true });
  };
  if (mounted) return { folder, remove };
  await remove();
  return undefined;
}

/** Somebody else's file takes all that is free. */
async function fill(folder: string): Promise<string> {
  const ballast = path.join(folder, "ballast");
  for (;;) {
    const { bavail, bsize } = await statfs(folder);
    if (bavail * bsize < 65_536) return ballast;
    run("sh", "-c", `head -c ${bavail * bsize} /dev/zero >> "${ballast}"`);
  }
}

async function goalsOf(url: string, tableId: string): Promise<number> {
  const answer = await fetch(`${url}/api/v1/matches?tableId=${tableId}&limit=200`);
  const page = (await answer.json()) as { items: { scoreRed: number }[] };
  return page.items.reduce((sum, { scoreRed }) => sum + scoreRed, 0);
}

/** F31: the disk of the database full. Writes 507 or 503, reads work, and all goes on by itself once there is room. */
export async function drillFullDisk(): Promise<void> {
  const disk = await makeDisk();
  if (disk === undefined) {
    console.log("  not run: mounting a file system of its own needs root and mkfs.ext4");
    return;
  }
  const server = await startOn({ dataDir: path.join(disk.folder, "data"), port: 0 });
  try {
    const devices = await makeDevices(server, DEVICES, { bounceMs: 0 });
    const scorers = devices.map((device) => scorer(server.url, device));
    const readers = devices.map(() => reader(server.url));
    const enough = new AbortController();
    const options = { everyMs: EVERY_MS, signal: enough.signal };
    const [writing, reading] = [keepAsking(scorers, options), keepAsking(readers, options)];
    await wait(2_000);
    const ballast = await fill(disk.folder);
    const before = scorers.reduce((sum, { taken }) => sum + taken(), 0);
    await wait(FULL_FOR_MS);
    await truncate(ballast);
    await rm(ballast);
    const back = await untilServed(scorers[0] ?? (() => Promise.reject(new Error("no device"))));
    enough.abort();
    const [written, read] = [await writing, await reading];
    console.log(`  goals: ${summary(written)}`);
    console.log(`  reads: ${summary(read)}`);
    const refused = written.filter(({ status }) => status !== 200);
    const named = refused.every(({ status }) => status === 507 || status === 503);
    demand("goals were refused with 507 or 503", refused.length > 0 && named && before > 0);
    demand(
      "everything could be read all the time",
      read.every(({ status }) => status === 200),
    );
    demand(`goals are taken again by itself, after ${back.toFixed(2)} s`, back < 15);
    const counts = await Promise.all(devices.map(({ tableId }) => goalsOf(server.url, tableId)));
    const exact = counts.every((count, index) => count === scorers[index]?.taken());
    demand(`what was acknowledged is there, once (${counts.join(", ")})`, exact);
  } finally {
    await server.stop();
    await disk.remove();
  }
}
