import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import type { FastifyInstance } from "fastify";
import type { Settings } from "./config.ts";
import { prepareDemo } from "./features/demo/demo.service.ts";
import { type Connection, connectionOf } from "./platform/connection.ts";
import { openDatabase } from "./platform/database.ts";
import { startEmbeddedPostgres } from "./platform/embedded-postgres/supervisor.ts";
import { createLog, type Log } from "./platform/log/log.ts";
import { reachSchema } from "./platform/migrations.ts";
import { poolSize } from "./platform/pool-size.ts";
import { keptSecret, readSecretKey } from "./platform/secret-key.ts";
import { readRelease } from "./release.ts";
import { buildFront, buildServer } from "./server.ts";

export interface Babyfoot {
  url: string;
  /** The same from this machine. */
  local: string;
  /** The first administrator's sign-in, where this start knows it. */
  admin: { email: string; password: string } | undefined;
  /** The simulated boards of the demo campus, with the secrets of this run. */
  boards: { name: string; kind: string; url?: string; token?: string; cards?: string[] }[];
  stop(): Promise<void>;
}

type Stops = (() => Promise<void>)[];
type Progress = (message: string) => void;

/** What the parts of a start need of it. */
interface Start {
  settings: Settings;
  log: Log;
  stops: Stops;
  progress: Progress;
}

const DEMO_ADMIN = "admin@souk.example";
/** Beyond it requests under way are cut off: less than what systemd and Docker are told to wait, with the delay before. */
const STOP_WITHIN_MS = 25_000;
/** How long a server waits for whoever owns the schema: longer than any migration takes. */
const SCHEMA_WITHIN_MS = 120_000;

/**
 * Starts in this process what its `ROLES` say: database, migrations, server; all a campus needs where they say nothing.
 * Rejects with what went wrong.
 */
export async function startBabyfoot(settings: Settings, progress: Progress): Promise<Babyfoot> {
  const stops: Stops = [];
  const stop = async () => {
    for (const one of stops.reverse()) await one();
  };
  try {
    const { ROLES } = settings;
    const needsDatabase = ROLES.has("api") || ROLES.has("worker");
    const serve = needsDatabase ? serveWithDatabase : serveFront;
    const log = createLog(settings.LOG_LEVEL);
    return { ...(await serve({ settings, log, stops, progress })), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

type Served = Omit<Babyfoot, "stop">;

async function serveFront({ settings, log, stops }: Start): Promise<Served> {
  const app = await buildFront({ settings, log, ...readRelease(process.env) });
  stops.push(() => stopServing(app, settings));
  return { ...(await listen(app, settings)), admin: undefined, boards: [] };
}

async function connect({ settings, log, stops, progress }: Start): Promise<Connection> {
  if (settings.DATABASE_URL !== undefined)
    return connectionOf({ ...settings, DATABASE_URL: settings.DATABASE_URL });
  progress("Starting PostgreSQL");
  const postgres = await startEmbeddedPostgres({
    dataDir: settings.DATA_DIR,
    analystPort: settings.ANALYST_PORT,
    log: (message, details) => log.info(details, message),
  });
  stops.push(() => postgres.stop());
  return postgres.connection;
}

async function serveWithDatabase(start: Start): Promise<Served> {
  const { settings: given, log, stops, progress } = start;
  const connection = await connect(start);
  progress("Applying migrations");
  await reachSchema(connection, {
    waitMs: SCHEMA_WITHIN_MS,
    onWait: (missing) => progress(`Waiting for the schema (${missing})`),
  });
  const settings = await withFirstAdmin(given);
  const secretKey = await readSecretKey(settings.SECRET_KEY, settings.DATA_DIR);
  const database = openDatabase(connection, {
    ...{ max: poolSize(settings), onError: () => undefined },
    ...{ log, slowMs: settings.SLOW_STATEMENT_MS },
  });
  stops.push(() => database.close());
  const deps = {
    settings,
    database,
    log,
    secretKey,
    reach: "internet" as const,
    ...readRelease(process.env),
  };
  const app = await buildServer(deps);
  stops.push(() => stopServing(app, settings));
  if (settings.DEMO) progress("Preparing the demo campus");
  const demo = settings.DEMO ? await prepareDemo(database.db, secretKey) : [];
  const { url, local } = await listen(app, settings);
  const boards = demo.map(({ token, cards, ...board }) => ({
    ...board,
    ...(board.kind === "native"
      ? { token, cards }
      : { url: `${local}/api/v1/device/board/${token}` }),
  }));
  return { url, local, admin: signInOf(settings), boards };
}

async function listen(
  app: FastifyInstance,
  { PORT, HOST, PUBLIC_URL }: Settings,
): Promise<{ url: string; local: string }> {
  await app.listen({ port: PORT, host: HOST });
  const address = app.server.address();
  const port = typeof address === "object" && address !== null ? address.port : PORT;
  const local = `http://localhost:${port}`;
  return { url: PUBLIC_URL ?? local, local };
}

/**
 * Says on `/readyz` that it stops, serves on until the load balancer must have noticed, then answers what is under way;
 * all of it in bounded time.
 */
async function stopServing(app: FastifyInstance, settings: Settings): Promise<void> {
  app.stopping.begin();
  if (app.server.listening) await wait(settings.STOP_DELAY_SECONDS * 1_000);
  const late = wait(STOP_WITHIN_MS, "late" as const, { ref: false });
  if ((await Promise.race([app.close(), late])) === "late") app.server.closeAllConnections();
}

function signInOf({ ADMIN_EMAIL, ADMIN_PASSWORD, DEMO }: Settings): Babyfoot["admin"] {
  if (!DEMO || ADMIN_EMAIL === undefined || ADMIN_PASSWORD === undefined) return undefined;
  return { email: ADMIN_EMAIL, password: ADMIN_PASSWORD };
}

/** An embedded installation that names no administrator gets one of its own, with a password kept beside its data. */
async function withFirstAdmin(settings: Settings): Promise<Settings> {
  const embedded = settings.DATABASE_URL === undefined;
  if (settings.ADMIN_EMAIL !== undefined || !(embedded || settings.DEMO)) return settings;
  const kept = await keptSecret(path.join(settings.DATA_DIR, "admin-password"));
  return { ...settings, ADMIN_EMAIL: DEMO_ADMIN, ADMIN_PASSWORD: kept.slice(0, 20) };
}
