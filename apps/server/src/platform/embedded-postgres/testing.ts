import { type ChildProcess, type SpawnOptions, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readdirSync, readlinkSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as sleep } from "node:timers/promises";
import { pathToFileURL } from "node:url";
import pg from "pg";
import { onTestFinished } from "vitest";
import type { StartError } from "./start-error.ts";
import { type EmbeddedPostgres, startEmbeddedPostgres } from "./supervisor.ts";

type Options = Partial<Parameters<typeof startEmbeddedPostgres>[0]> & { dataDir: string };

/** A folder that is there until the test ends. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "babyfoot-pg-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** A server without durability, stopped when the test ends. */
export async function startForTest(options: Options): Promise<EmbeddedPostgres> {
  const server = await startEmbeddedPostgres({ log: () => undefined, fsync: false, ...options });
  onTestFinished(() => server.stop());
  return server;
}

/** The rows of one statement, over a connection of its own. */
export async function query(connectionString: string, sql: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString });
  // A connection may be cut on purpose; the statement then rejects, which is enough.
  client.on("error", () => undefined);
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

/** Waits until `holds` says so; the test's own time limit bounds it. */
export async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await holds())) await sleep(10);
}

/** Every process that works in the cluster of `dataDir`. */
export function processesOf(dataDir: string): number[] {
  const cluster = join(dataDir, "postgres", "cluster");
  return readdirSync("/proc")
    .map(Number)
    .filter((pid) => pid > 0 && workingFolder(pid) === cluster);
}

function workingFolder(pid: number): string | undefined {
  try {
    return readlinkSync(`/proc/${pid}/cwd`);
  } catch {
    return undefined;
  }
}

const OWNER = `
  import { startEmbeddedPostgres } from "${pathToFileURL(join(import.meta.dirname, "supervisor.ts"))}";
  const log = () => undefined;
  try {
    const { pid, connectionString } = await startEmbeddedPostgres({
      dataDir: process.argv[1], log, fsync: false });
    console.log(JSON.stringify({ pid: pid(), connectionString }));
  } catch ({ name, code, message }) {
    console.log(JSON.stringify({ name, code, message }));
    process.exit(1);
  }
`;

type Owned = { owner: ChildProcess; pid: number; connectionString: string };

/** Another Node process that starts a server on `dataDir` and owns it. Rejects with its StartError. */
export async function startOwner(
  dataDir: string,
  { before = [], ...options }: SpawnOptions & { before?: string[] } = {},
): Promise<Owned> {
  const node = [process.execPath, "--import", "tsx", "--input-type=module", "--eval", OWNER];
  const [file = "", ...args] = [...before, ...node, dataDir];
  const owner = spawn(file, args, {
    cwd: import.meta.dirname,
    ...options,
    stdio: ["ignore", "pipe", "inherit"],
  });
  onTestFinished(() => void owner.kill("SIGKILL"));
  if (owner.stdout === null) throw new Error("the owner's output is not there");
  const [line] = (await once(createInterface(owner.stdout), "line")) as [string];
  const said = JSON.parse(line) as { pid: number; connectionString: string } | StartError;
  if ("code" in said) throw said;
  return { owner, ...said };
}

/** Ends the owner without giving it any time. */
export async function killOwner(owner: ChildProcess): Promise<void> {
  owner.kill("SIGKILL");
  await once(owner, "exit");
}
