import { spawnSync } from "node:child_process";
import { chmodSync, chownSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import pg from "pg";
import { describe, expect, it } from "vitest";
import { canEnter } from "./account.ts";
import { notedPid } from "./leftovers.ts";
import {
  killOwner,
  processesOf,
  query,
  startForTest,
  startOwner,
  temporaryFolder,
  until,
} from "./testing.ts";

const isRoot = process.getuid?.() === 0;
/** `daemon` on Debian. */
const SOMEONE = { uid: 1, gid: 1 };
const NAMELESS = { uid: 4321, gid: 4321 };

function livesAs(uid: number, pid: number): boolean {
  return readFileSync(`/proc/${pid}/status`, "utf8").includes(`\nUid:\t${uid}\t`);
}

function clusterOf(dataDir: string): string {
  return join(dataDir, "postgres", "cluster");
}

describe("PostgreSQL killed", () => {
  it("is back by itself with what was committed", async () => {
    const server = await startForTest({ dataDir: temporaryFolder(), fsync: true });
    await query(server.connectionString, "CREATE TABLE goal AS SELECT 7 AS minute");
    const killed = server.pid() ?? 0;
    const crashed = new Promise((resolve) => server.onCrash(resolve));
    process.kill(killed, "SIGKILL");
    expect(await crashed).toEqual({ code: null, signal: "SIGKILL" });
    await until(() => server.pid() !== undefined);
    expect(server.pid()).not.toBe(killed);
    expect(await query(server.connectionString, "SELECT minute FROM goal")).toEqual([
      { minute: 7 },
    ]);
  });

  it("is not kept from coming back by an orphan deep in a statement", async () => {
    const dataDir = temporaryFolder();
    const server = await startForTest({ dataDir });
    const client = new pg.Client({ connectionString: server.connectionString });
    client.on("error", () => undefined);
    await client.connect();
    const [row] = (await client.query("SELECT pg_backend_pid() AS pid")).rows;
    const endless = client.query("SELECT count(*) FROM generate_series(1, 1e15)");
    const cut = expect(endless).rejects.toThrow();
    await until(() => readFileSync(`/proc/${row.pid}/cmdline`, "utf8").includes("SELECT"));
    process.kill(server.pid() ?? 0, "SIGKILL");
    await until(() => server.pid() === undefined);
    await until(() => server.pid() !== undefined);
    await cut;
    expect(processesOf(dataDir)).not.toContain(row.pid);
    expect(await query(server.connectionString, "SELECT 1 AS one")).toEqual([{ one: 1 }]);
  });

  it("can be stopped while it is down, and after", async () => {
    const dataDir = temporaryFolder();
    const server = await startForTest({ dataDir });
    const stopped = new Promise<void>((resolve, reject) => {
      server.onCrash(() => server.stop().then(resolve, reject));
    });
    process.kill(server.pid() ?? 0, "SIGKILL");
    await stopped;
    await server.stop();
    expect(server.pid()).toBeUndefined();
    // Processes of a killed postmaster end by themselves as soon as they notice.
    await until(() => processesOf(dataDir).length === 0);
  });
});

describe("the process that owns PostgreSQL killed", () => {
  it("takes PostgreSQL along, and the next start has everything", async () => {
    const dataDir = temporaryFolder();
    const { owner, connectionString } = await startOwner(dataDir);
    await query(connectionString, "CREATE TABLE goal AS SELECT 7 AS minute");
    await killOwner(owner);
    await until(() => processesOf(dataDir).length === 0);
    const next = await startForTest({ dataDir });
    expect(await query(next.connectionString, "SELECT minute FROM goal")).toEqual([{ minute: 7 }]);
  });

  it("can be followed at once by a start that waits for the old server's end", async () => {
    const dataDir = temporaryFolder();
    const { owner, pid } = await startOwner(dataDir);
    await killOwner(owner);
    const next = await startForTest({ dataDir });
    expect(next.pid()).not.toBe(pid);
    expect(processesOf(dataDir)).not.toContain(pid);
    expect(await query(next.connectionString, "SELECT 1 AS one")).toEqual([{ one: 1 }]);
  });

  it("is followed well where nothing ended PostgreSQL: the old server is stopped first", async () => {
    const dataDir = temporaryFolder();
    chmodSync(dataDir, 0o711);
    const env = { ...process.env, PATH: "/nonexistent" };
    const { owner, pid, connectionString } = await startOwner(dataDir, { env });
    await query(connectionString, "CREATE TABLE goal AS SELECT 7 AS minute");
    await killOwner(owner);
    expect(processesOf(dataDir)).toContain(pid);
    const next = await startForTest({ dataDir });
    expect(processesOf(dataDir)).not.toContain(pid);
    expect(await query(next.connectionString, "SELECT minute FROM goal")).toEqual([{ minute: 7 }]);
  });

  it("together with PostgreSQL leaves a data folder that starts again", async () => {
    const dataDir = temporaryFolder();
    const { owner, pid, connectionString } = await startOwner(dataDir);
    await query(connectionString, "CREATE TABLE goal AS SELECT 7 AS minute");
    process.kill(pid, "SIGKILL");
    await killOwner(owner);
    const next = await startForTest({ dataDir });
    expect(await query(next.connectionString, "SELECT minute FROM goal")).toEqual([{ minute: 7 }]);
  });

  it("leaves a pid file whose number another process may have got: that one is left alone", async () => {
    const dataDir = temporaryFolder();
    await (await startForTest({ dataDir })).stop();
    // The test itself: were it taken for a server, it would not live to tell.
    const bystander = process.pid;
    const file = join(clusterOf(dataDir), "postmaster.pid");
    writeFileSync(file, `${bystander}\n${clusterOf(dataDir)}\n1\n5432\n/tmp\n\n0 0\nready\n`);
    const next = await startForTest({ dataDir });
    expect(notedPid(clusterOf(dataDir))).toBe(next.pid());
  });
});

describe.runIf(isRoot && canEnter(import.meta.dirname, SOMEONE))("an ordinary user", () => {
  it("starts PostgreSQL as themself", async () => {
    const dataDir = temporaryFolder();
    chownSync(dataDir, SOMEONE.uid, SOMEONE.gid);
    const { owner, pid, connectionString } = await startOwner(dataDir, SOMEONE);
    expect(livesAs(SOMEONE.uid, pid)).toBe(true);
    await query(connectionString, "CREATE TABLE goal AS SELECT 7 AS minute");
    await killOwner(owner);
    await until(() => processesOf(dataDir).length === 0);
    // Root follows on the same folder, and the folder stays theirs.
    const asRoot = await startForTest({ dataDir });
    expect(livesAs(SOMEONE.uid, asRoot.pid() ?? 0)).toBe(true);
    expect(await query(asRoot.connectionString, "SELECT minute FROM goal")).toEqual([
      { minute: 7 },
    ]);
  });

  it.runIf(canUnshare())("starts PostgreSQL even without a name in the system", async () => {
    const dataDir = temporaryFolder();
    chownSync(dataDir, NAMELESS.uid, NAMELESS.gid);
    const { pid, connectionString } = await startOwner(dataDir, NAMELESS);
    expect(livesAs(NAMELESS.uid, pid)).toBe(true);
    expect(await query(connectionString, "SELECT 1 AS one")).toEqual([{ one: 1 }]);
  });

  it("is told when the folder is not theirs to write", async () => {
    const dataDir = join(temporaryFolder(), "closed");
    mkdirSync(dataDir, { mode: 0o700 });
    await expect(startOwner(join(dataDir, "below"), SOMEONE)).rejects.toMatchObject({
      name: "StartError",
      code: "not_writable",
    });
  });

  it("is told when root made the database", async () => {
    const folder = temporaryFolder();
    chownSync(folder, SOMEONE.uid, SOMEONE.gid);
    mkdirSync(join(folder, "postgres"), { mode: 0o700 });
    await expect(startOwner(folder, SOMEONE)).rejects.toMatchObject({
      code: "not_writable",
      message: expect.stringContaining("belongs to another user"),
    });
  });
});

describe.runIf(canMount())("a disk that is full", () => {
  it.each(["1m", "20m", "45m"])("of %s is named, whatever step it stops", async (size) => {
    const folder = temporaryFolder();
    const mount = `mount -t tmpfs -o size=${size} tmpfs "${folder}" && exec "$@"`;
    const before = ["unshare", "--mount", "sh", "-c", mount, "sh"];
    await expect(startOwner(folder, { before })).rejects.toMatchObject({
      name: "StartError",
      code: "disk_full",
    });
  });
});

function canUnshare(): boolean {
  return spawnSync("unshare", ["--user", "--map-user=65534", "true"], NAMELESS).status === 0;
}

function canMount(): boolean {
  const args = ["--mount", "sh", "-c", "mount -t tmpfs tmpfs /mnt"];
  return isRoot && spawnSync("unshare", args).status === 0;
}
