import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../../..", import.meta.url));

export interface ServerUnderTest {
  port: number;
  url: string;
  admin: { email: string; password: string };
  pid: number;
  /** Of its embedded PostgreSQL, durable as in production. */
  database: { host: string; port: number; user: string; database: string };
  stop(): Promise<void>;
}

interface Ready {
  type: string;
  url?: string;
  message?: string;
}

/** Starts the production build on a new embedded PostgreSQL. Run `npm run build` before. */
export async function startServerUnderTest(): Promise<ServerUnderTest> {
  const dataDir = await mkdtemp(path.join(tmpdir(), "babyfoot-bench-"));
  const admin = { email: "admin@bench.example", password: "only for this bench" };
  const child = fork(path.join(root, "apps/server/dist/main.js"), {
    env: {
      ...process.env,
      NODE_ENV: "production",
      PORT: "0",
      HOST: "127.0.0.1",
      DATA_DIR: dataDir,
      LOG_LEVEL: "error",
      ADMIN_EMAIL: admin.email,
      ADMIN_PASSWORD: admin.password,
    },
    execArgv: [],
  });
  const ready = await readiness(child);
  const url = ready.url ?? "";
  const stop = async () => {
    child.kill("SIGTERM");
    if (child.exitCode === null) await once(child, "exit");
    await rm(dataDir, { recursive: true, force: true });
  };
  const database = await addressOfPostgres(dataDir);
  return { url, port: Number(new URL(url).port), admin, pid: child.pid ?? 0, database, stop };
}

async function readiness(child: ChildProcess): Promise<Ready> {
  for (;;) {
    const [message] = (await once(child, "message")) as [Ready];
    if (message.type === "ready") return message;
    if (message.type === "failed") throw new Error(message.message);
  }
}

/** PostgreSQL writes where it listens into its own pid file: port in line 4, socket folder in line 5. */
async function addressOfPostgres(dataDir: string): Promise<ServerUnderTest["database"]> {
  const lines = (
    await readFile(path.join(dataDir, "postgres/cluster/postmaster.pid"), "utf8")
  ).split("\n");
  return { port: Number(lines[3]), host: lines[4] ?? "", user: "babyfoot", database: "babyfoot" };
}
