import { existsSync, realpathSync } from "node:fs";
import { join } from "node:path";
import pg from "pg";
import { APPLICATION } from "./cluster.ts";
import { socketFolder } from "./folders.ts";
import { PORT } from "./settings.ts";

/** The connection to the PostgreSQL that another process runs on a data folder; undefined where none answers. */
export async function embeddedIfRunning(dataDir: string): Promise<pg.ClientConfig | undefined> {
  if (!existsSync(dataDir)) return undefined;
  const host = socketFolder(join(realpathSync(dataDir), "postgres"));
  const connection = { host, port: PORT, user: APPLICATION, database: APPLICATION };
  const client = new pg.Client(connection);
  try {
    await client.connect();
    return connection;
  } catch {
    return undefined;
  } finally {
    await client.end().catch(() => undefined);
  }
}
