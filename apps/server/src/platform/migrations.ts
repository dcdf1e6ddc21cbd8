import { existsSync, readdirSync } from "node:fs";
import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { runner } from "node-pg-migrate";
import type pg from "pg";
import { type Connection, connect } from "./connection.ts";

const here = path.dirname(fileURLToPath(import.meta.url));
// Beside the bundle in production, two folders up in the sources.
const folder = [path.join(here, "migrations"), path.join(here, "../../migrations")].find(
  existsSync,
);

function migrationsFolder(): string {
  if (folder === undefined) throw new Error("The migrations are missing from this installation.");
  return folder;
}

/** The schema is not what this release needs, and this user may not change it; `message` is one sentence. */
export class SchemaError extends Error {
  override name = "SchemaError";
}

/**
 * Brings the database to the newest schema, forward only, under an advisory lock: processes that start
 * together migrate once. Answers the names of what was applied.
 */
export async function migrate(connection: Connection): Promise<string[]> {
  return withClient(connection, (client) => migrateBy(client));
}

/** The same, no further than to a migration of a release before. */
export async function migrateTo(connection: Connection, name: string): Promise<void> {
  await withClient(connection, (client) => migrateBy(client, name));
}

/** The names of all migrations of this release, oldest first. */
export const knownMigrations = (): string[] =>
  readdirSync(migrationsFolder())
    .filter((file) => file.endsWith(".sql"))
    .map((file) => path.basename(file, ".sql"))
    .sort();

/**
 * The same for whoever owns the schema. Others wait until its owner has done it. @throws SchemaError
 * @param waitMs how long they wait
 */
export async function reachSchema(
  connection: Connection,
  { waitMs, onWait }: { waitMs: number; onWait: (missing: string) => void },
): Promise<void> {
  await withClient(connection, async (client) => {
    if (await ownsSchema(client)) await migrateBy(client);
    else await awaitSchema(client, { until: Date.now() + waitMs, onWait });
  });
}

async function withClient<Result>(
  connection: Connection,
  work: (client: pg.Client) => Promise<Result>,
): Promise<Result> {
  const client = await connect(connection);
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

async function migrateBy(client: pg.Client, last?: string): Promise<string[]> {
  const count = last === undefined ? undefined : (await missing(client, last)).length;
  if (count === 0) return [];
  const applied = await runner({
    dbClient: client,
    dir: migrationsFolder(),
    direction: "up",
    ...(count !== undefined && { count }),
    migrationsTable: "migrations",
    advisoryLockMode: "wait",
    log: () => undefined,
  } as Parameters<typeof runner>[0]);
  return applied.map((migration) => migration.name);
}

// Of an empty database, whoever may make tables there.
const OWNS_SCHEMA = `
  select coalesce(
    (select pg_has_role(relowner, 'usage') from pg_class where oid = to_regclass('public.migrations')),
    has_schema_privilege('public', 'create')) as owns`;

async function ownsSchema(client: pg.Client): Promise<boolean> {
  const { rows } = await client.query<{ owns: boolean }>(OWNS_SCHEMA);
  return rows[0]?.owns === true;
}

const LOOK_EVERY_MS = 1_000;

interface Waiting {
  until: number;
  onWait: (missing: string) => void;
}

/** A newer schema than ours is fine: migrations leave to the release before what it needs. */
async function awaitSchema(client: pg.Client, { until, onWait }: Waiting): Promise<void> {
  for (;;) {
    const missing = await newestMissing(client);
    if (missing === undefined) return;
    if (Date.now() >= until)
      throw new SchemaError(
        `The database does not have the schema of this release (${missing} is missing), and this user may not change it: run "node apps/server/dist/migrate.js" as its owner first.`,
      );
    onWait(missing);
    await wait(Math.min(LOOK_EVERY_MS, Math.max(until - Date.now(), 0)));
  }
}

const newestMissing = async (client: pg.Client): Promise<string | undefined> =>
  (await missing(client)).at(-1);

/** What was not applied yet, up to the last one named. */
async function missing(client: pg.Client, last?: string): Promise<string[]> {
  const ours = knownMigrations().filter((name) => last === undefined || name <= last);
  const { rows: known } = await client.query("select to_regclass('public.migrations') as it");
  if (known[0]?.it === null) return ours;
  const { rows } = await client.query<{ name: string }>("select name from public.migrations");
  const applied = new Set(rows.map(({ name }) => name));
  return ours.filter((name) => !applied.has(name));
}
