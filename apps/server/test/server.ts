import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import type { FastifyInstance } from "fastify";
import { afterAll, beforeAll } from "vitest";
import { readSettings, type Settings } from "../src/config.ts";
import { type Database, openDatabase } from "../src/platform/database.ts";
import { createLog, type Log } from "../src/platform/log/log.ts";
import type { Reach } from "../src/platform/outgoing/post.ts";
import { buildServer } from "../src/server.ts";
import { cloneDatabase } from "./database.ts";

export const ADMIN = { email: "admin@babyfoot.test", password: "correct horse battery" };

export interface TestServer {
  app: FastifyInstance;
  database: Database;
  databaseUrl: string;
  /** `http://127.0.0.1:<port>` */
  url: string;
  close(): Promise<void>;
}

/** Starts one server process' worth on a database of the given address (or a new one of its own). */
export async function startServer({
  environment = {},
  databaseUrl,
  reach = "internet",
  log,
  poolSize = 10,
}: {
  environment?: Record<string, string>;
  databaseUrl?: string;
  /** Where its log goes; errors to the output where left out. */
  log?: Log;
  poolSize?: number;
  /** `loopback` where the other side of what is sent is this machine. */
  reach?: Reach;
} = {}): Promise<TestServer> {
  const own = databaseUrl === undefined ? await cloneDatabase() : undefined;
  const address = databaseUrl ?? own?.url ?? "";
  const erasures = await mkdtemp(path.join(tmpdir(), "babyfoot-erasures-"));
  const settings: Settings = readSettings({
    LOG_LEVEL: "error",
    ...{ PORT: "0", MQTT_PORT: "off" },
    // A test takes no room beside what it writes.
    STORAGE_RESERVE_MB: "0",
    DATABASE_URL: address,
    ERASURE_JOURNAL: erasures,
    ADMIN_EMAIL: ADMIN.email,
    ADMIN_PASSWORD: ADMIN.password,
    ...environment,
  });
  const kept = log ?? createLog(settings.LOG_LEVEL);
  const database = openDatabase(
    { connectionString: address },
    {
      ...{ max: poolSize, onError: () => undefined },
      ...{ log: kept, slowMs: settings.SLOW_STATEMENT_MS },
    },
  );
  const app = await buildServer({
    settings,
    database,
    log: kept,
    secretKey: "test-secret-key-of-at-least-32-characters",
    version: "0.0.0-test",
    commit: "test",
    reach,
  });
  const url = await app.listen({ port: 0, host: "127.0.0.1" });
  const close = async () => {
    await app.close();
    await database.close();
    await own?.drop();
    await rm(erasures, { recursive: true, force: true });
  };
  return { app, database, databaseUrl: address, url, close };
}

/** A server for all tests of a file. */
export function useServer(environment: Record<string, string> = {}): () => TestServer {
  let server: TestServer | undefined;
  beforeAll(async () => {
    server = await startServer({ environment });
  });
  afterAll(() => server?.close());
  return () => {
    if (server === undefined) throw new Error("the server has not started");
    return server;
  };
}
