import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { type AddressInfo, createServer } from "node:net";
import pg from "pg";
import { inject, onTestFinished } from "vitest";

declare module "vitest" {
  interface ProvidedContext {
    /** Of a PostgreSQL that tests may make databases in. */
    databaseUrl: string;
  }
}

export interface RunningRelease {
  url: string;
  /** Tells it to stop; answers how it ended. */
  stop(): Promise<{ code: number | null; signal: NodeJS.Signals | null }>;
}

/** An empty database of a real PostgreSQL. */
async function emptyDatabase(): Promise<string> {
  const name = `release_${process.pid}_${process.hrtime.bigint()}`;
  const client = new pg.Client({ connectionString: inject("databaseUrl") });
  await client.connect();
  await client.query(`create database ${name}`);
  await client.end();
  const url = new URL(inject("databaseUrl"));
  url.pathname = `/${name}`;
  return url.href;
}

/** Starts an unpacked release, with what it keeps in `dataDir`, through the command `within`. */
export async function startRelease(
  folder: string,
  dataDir: string,
  within: string[] = [],
): Promise<RunningRelease> {
  const port = await freePort();
  const command = [...within, process.execPath, "apps/server/dist/main.js"];
  const child = spawn(command[0] ?? "", command.slice(1), {
    cwd: folder,
    env: {
      PATH: process.env.PATH,
      NODE_ENV: "production",
      PORT: String(port),
      HOST: "127.0.0.1",
      DATA_DIR: dataDir,
      DATABASE_URL: await emptyDatabase(),
      SECRET_KEY: "a secret key of at least thirty-two characters",
      ADMIN_EMAIL: "admin@example.org",
      ADMIN_PASSWORD: "correct horse battery",
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  onTestFinished(() => void child.kill("SIGKILL"));
  const exited = once(child, "exit") as Promise<[number | null, NodeJS.Signals | null]>;
  await untilSaid(child, /Babyfoot is ready/);
  const stop = async () => {
    process.kill(innermost(child.pid ?? 0), "SIGTERM");
    const [code, signal] = await exited;
    return { code, signal };
  };
  return { url: `http://127.0.0.1:${port}`, stop };
}

/** Whom a chain of wrappers has started in the end. */
function innermost(pid: number): number {
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8").trim();
  const [first] = children.split(" ");
  return first === undefined || first === "" ? pid : innermost(Number(first));
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return port;
}

async function untilSaid(child: ChildProcess, text: RegExp): Promise<void> {
  let said = "";
  await new Promise<void>((resolve, reject) => {
    for (const stream of [child.stdout, child.stderr])
      stream?.on("data", (piece: Buffer) => {
        said += piece.toString();
        if (text.test(said)) resolve();
      });
    child.once("close", () => reject(new Error(`It ended before it was ready:\n${said}`)));
  });
}
