import { existsSync } from "node:fs";
import path from "node:path";
import type { Settings } from "../config.ts";
import { type Connection, connect, connectionOf } from "../platform/connection.ts";
import { startEmbeddedPostgres } from "../platform/embedded-postgres/supervisor.ts";
import { CommandError, runningDatabase } from "./running-database.ts";

/** Does something with the database of the settings; the embedded one is started for it where it does not run. */
export async function withOwnDatabase<Result>(
  settings: Settings,
  work: (connection: Connection) => Promise<Result>,
  connecting = connectionOf,
): Promise<Result> {
  if (settings.DATABASE_URL !== undefined)
    return work((await runningDatabase(settings, connecting)).connection);
  const running = await answering(settings);
  return running === undefined ? withStarted(settings, work) : work(running);
}

/** The embedded database of an installation that runs, if it does. */
async function answering(settings: Settings): Promise<Connection | undefined> {
  try {
    const { connection } = await runningDatabase(settings);
    await (await connect(connection)).end();
    return connection;
  } catch {
    // No file that says where, or one that was left behind.
    return undefined;
  }
}

async function withStarted<Result>(
  settings: Settings,
  work: (connection: Connection) => Promise<Result>,
): Promise<Result> {
  if (!existsSync(path.join(settings.DATA_DIR, "postgres/cluster")))
    throw new CommandError(
      `There is no database in ${settings.DATA_DIR}: set DATA_DIR or DATABASE_URL.`,
    );
  return alone(settings.DATA_DIR, work);
}

/** Runs the embedded database of a folder for this alone. @throws StartError while another process does */
export async function alone<Result>(
  dataDir: string,
  work: (connection: Connection) => Promise<Result>,
  settings?: Record<string, string>,
): Promise<Result> {
  const postgres = await startEmbeddedPostgres({
    ...{ dataDir, log: () => undefined },
    ...(settings !== undefined && { settings }),
  });
  try {
    return await work(postgres.connection);
  } finally {
    await postgres.stop();
  }
}
