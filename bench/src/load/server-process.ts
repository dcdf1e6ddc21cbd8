import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { startServer } from "../../../scripts/launcher/server-process.mjs";

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

/** A server under test on a data folder that outlives it. */
export interface RunningServer extends Omit<ServerUnderTest, "database"> {
  /** Ends it at once, as a power cut does. */
  kill(): Promise<void>;
}

/** Starts the production build as `npm start` does. Run `npm run build` before. */
export async function startOn({
  dataDir,
  port,
  env = {},
}: {
  dataDir: string;
  port: number;
  env?: Record<string, string>;
}): Promise<RunningServer> {
  const admin = { email: "admin@bench.example", password: "only for this bench" };
  const server = startServer({
    main: path.join(root, "apps/server/dist/main.js"),
    cwd: root,
    env: {
      ...process.env,
      NODE_ENV: "production",
      PORT: String(port),
      HOST: "127.0.0.1",
      DATA_DIR: dataDir,
      LOG_LEVEL: process.env.LOG_LEVEL ?? "silent",
      ADMIN_EMAIL: admin.email,
      ADMIN_PASSWORD: admin.password,
      ...env,
    },
    onProgress: () => undefined,
  });
  const { url } = await server.ready;
  const kill = async () => {
    server.kill();
    await server.exited;
  };
  const pid = server.pid ?? 0;
  return { url, port: Number(new URL(url).port), admin, pid, stop: server.stop, kill };
}

/** The same on a new embedded PostgreSQL, gone with it. */
export async function startServerUnderTest(): Promise<ServerUnderTest> {
  const dataDir = await mkdtemp(path.join(tmpdir(), "babyfoot-bench-"));
  const server = await startOn({ dataDir, port: 0 });
  const stop = async () => {
    await server.stop();
    await rm(dataDir, { recursive: true, force: true });
  };
  return { ...server, stop, database: await addressOfPostgres(dataDir) };
}

/** PostgreSQL writes where it listens into its own pid file: port in line 4, socket folder in line 5. */
export async function addressOfPostgres(dataDir: string): Promise<ServerUnderTest["database"]> {
  const lines = (
    await readFile(path.join(dataDir, "postgres/cluster/postmaster.pid"), "utf8")
  ).split("\n");
  return { port: Number(lines[3]), host: lines[4] ?? "", user: "babyfoot", database: "babyfoot" };
}
