import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { asAdmin } from "../../../test/campus.ts";
import { Client, codeOf } from "../../../test/client.ts";
import { startServer, type TestServer } from "../../../test/server.ts";
import { silentLog } from "../log/log.ts";

const MEGABYTE = 1024 ** 2;

function folder(): string {
  const made = mkdtempSync(path.join(tmpdir(), "babyfoot-room-"));
  onTestFinished(() => rmSync(made, { recursive: true, force: true }));
  return made;
}

async function start(dataDir: string, reserveMegabytes: number): Promise<TestServer> {
  const environment = { DATA_DIR: dataDir, STORAGE_RESERVE_MB: String(reserveMegabytes) };
  const server = await startServer({ environment, log: silentLog() });
  onTestFinished(() => server.close());
  return server;
}

const joinLine = (client: Client) => client.post("/api/v1/queue", {});

describe("a disk that is nearly full", () => {
  it("[O21] [F31] lets everything be read and an administrator in, and nothing be changed", async () => {
    // More than any disk has.
    const server = await start(folder(), 1_000_000);
    const anyone = new Client(server);
    expect((await anyone.get("/api/v1/tables")).status).toBe(200);
    expect((await anyone.get("/readyz")).status).toBe(200);
    const admin = await asAdmin(server);
    expect((await admin.get("/api/v1/me")).status).toBe(200);
    const refused = await admin.patch("/api/v1/me", { displayName: "Somebody" });
    expect(codeOf(refused)).toEqual([507, "storage_full"]);
    expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(0);
    const token = { authorization: "Bearer of-nobody" };
    expect((await anyone.post("/api/v1/device/events", {}, token)).status).toBe(507);
    expect((await admin.post("/api/auth/sign-out")).status).toBe(200);
  });

  it("[O21] that is not asked for any room is asked nothing", async () => {
    const server = await start(folder(), 0);
    expect((await joinLine(new Client(server))).status).toBe(401);
  });
});

const SOON = { timeout: 10_000 };
const mayMount = (): boolean =>
  process.getuid?.() === 0 &&
  spawnSync("unshare", ["--mount", "sh", "-c", "mount -t tmpfs tmpfs /mnt"]).status === 0;
const onOwnDisk = (mounted: string, megabytes: number): boolean =>
  spawnSync("mount", ["-t", "tmpfs", "-o", `size=${megabytes}m`, "tmpfs", mounted]).status === 0;

describe.runIf(mayMount())("a disk that fills up", () => {
  it("[O21] [F31] is written to again as soon as it has room, and what was kept was given up meanwhile", async () => {
    const mounted = folder();
    expect(onOwnDisk(mounted, 32)).toBe(true);
    onTestFinished(() => void spawnSync("umount", ["--lazy", mounted]));
    const server = await start(mounted, 16);
    const admin = await asAdmin(server);
    const change = () => admin.patch("/api/v1/me", { displayName: "Somebody" });
    const kept = () => freeMegabytes(mounted);
    expect((await change()).status).toBe(200);
    // Beside what is used a quarter of the room is a file.
    await expect.poll(kept).toBe(28);
    const ballast = path.join(mounted, "ballast");
    writeFileSync(ballast, Buffer.alloc(28 * MEGABYTE));
    await expect.poll(async () => (await change()).status, SOON).toBe(507);
    await expect.poll(kept, SOON).toBe(4);
    rmSync(ballast);
    await expect.poll(async () => (await change()).status, SOON).toBe(200);
    await expect.poll(kept, SOON).toBe(28);
  });
});

function freeMegabytes(mounted: string): number {
  const { stdout } = spawnSync("df", ["--output=avail", "-B1M", mounted], { encoding: "utf8" });
  return Number(stdout.split("\n")[1]);
}
