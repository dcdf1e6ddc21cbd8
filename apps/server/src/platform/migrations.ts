import { existsSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { runner } from "node-pg-migrate";
import pg from "pg";

const here = path.dirname(fileURLToPath(import.meta.url));
// Beside the bundle in production, two folders up in the sources.
const folder = [path.join(here, "migrations"), path.join(here, "../../migrations")].find(
  existsSync,
);

/**
 * Brings the database to the newest schema, forward only, under an advisory lock: processes that start
 * together migrate once. Answers the names of what was applied.
 */
export async function migrate(connection: pg.ClientConfig): Promise<string[]> {
  if (folder === undefined) throw new Error("The migrations are missing from this installation.");
  const client = new pg.Client(connection);
  await client.connect();
  try {
    const applied = await runner({
      dbClient: client,
      dir: folder,
      direction: "up",
      migrationsTable: "migrations",
      advisoryLockMode: "wait",
      log: () => undefined,
    } as Parameters<typeof runner>[0]);
    return applied.map((migration) => migration.name);
  } finally {
    await client.end();
  }
}
