import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import type pg from "pg";
import type { Settings } from "./config.ts";
import { prepareDemo } from "./features/demo/demo.service.ts";
import { connectionOf, openDatabase } from "./platform/database.ts";
import { startEmbeddedPostgres } from "./platform/embedded-postgres/supervisor.ts";
import { migrate } from "./platform/migrations.ts";
import { keptSecret, readSecretKey } from "./platform/secret-key.ts";
import { readRelease } from "./release.ts";
import { buildServer } from "./server.ts";

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

const DEMO_ADMIN = "admin@souk.example";
const TALKATIVE = new Set<string>(["debug", "info"]);
/** What a load balancer's drain leaves to requests under way. */
const STOP_WITHIN_MS = 25_000;

/** Starts everything a campus needs in this process: database, migrations, server. Rejects with what went wrong. */
export async function startBabyfoot(
  settings: Settings,
  progress: (message: string) => void,
): Promise<Babyfoot> {
  const stops: (() => Promise<void>)[] = [];
  const stop = async () => {
    for (const one of stops.reverse()) await one();
  };
  try {
    const connection = await connect(settings, stops, progress);
    progress("Applying migrations");
    await migrate(connection);
    return { ...(await serve(settings, { connection, stops, progress })), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function connect(
  settings: Settings,
  stops: (() => Promise<void>)[],
  progress: (message: string) => void,
): Promise<pg.ClientConfig> {
  if (settings.DATABASE_URL !== undefined)
    return connectionOf({ ...settings, DATABASE_URL: settings.DATABASE_URL });
  progress("Starting PostgreSQL");
  const postgres = await startEmbeddedPostgres({
    dataDir: settings.DATA_DIR,
    analystPort: settings.ANALYST_PORT,
    log: (message) => {
      if (TALKATIVE.has(settings.LOG_LEVEL)) process.stderr.write(`postgres: ${message}\n`);
    },
  });
  stops.push(() => postgres.stop());
  return postgres.connection;
}

async function serve(
  given: Settings,
  {
    connection,
    stops,
    progress,
  }: {
    connection: pg.ClientConfig;
    stops: (() => Promise<void>)[];
    progress: (message: string) => void;
  },
): Promise<Omit<Babyfoot, "stop">> {
  const settings = await withFirstAdmin(given);
  const secretKey = await readSecretKey(settings.SECRET_KEY, settings.DATA_DIR);
  const database = openDatabase(connection, { onError: () => undefined });
  stops.push(() => database.close());
  const app = await buildServer({
    settings,
    database,
    secretKey,
    reach: "internet",
    ...readRelease(process.env),
  });
  stops.push(() => Promise.race([app.close(), wait(STOP_WITHIN_MS, undefined, { ref: false })]));
  if (settings.DEMO) progress("Preparing the demo campus");
  const demo = settings.DEMO ? await prepareDemo(database.db, secretKey) : [];
  await app.listen({ port: settings.PORT, host: settings.HOST });
  const address = app.server.address();
  const port = typeof address === "object" && address !== null ? address.port : settings.PORT;
  const local = `http://localhost:${port}`;
  const boards = demo.map(({ token, cards, ...board }) => ({
    ...board,
    ...(board.kind === "native"
      ? { token, cards }
      : { url: `${local}/api/v1/device/board/${token}` }),
  }));
  return { url: settings.PUBLIC_URL ?? local, local, admin: signInOf(settings), boards };
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
