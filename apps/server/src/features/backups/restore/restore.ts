import type pg from "pg";
import { type Connection, connect } from "../../../platform/connection.ts";
import { knownMigrations, migrate, migrateTo } from "../../../platform/migrations.ts";
import { appliedMigrations } from "../dump/catalogue.ts";
import type { Head, Totals } from "../file/manifest.ts";
import { readBackup } from "../file/read.ts";
import { Load } from "./load.ts";
import { forgetTransactions, leapAhead } from "./other-cluster.ts";
import { RestoreError } from "./restore-error.ts";

export interface RestoreNeeds {
  /** Of a database that is empty, signed in as its owner. */
  connection: Connection;
  file: string;
  passphrase: string | undefined;
  /** Told the share of the work that is done, from 0 to 1. */
  onProgress: (share: number) => void;
  /** Done once all is loaded and checked, before it counts: what the data cannot do without is kept first. */
  beforeCommit?: ((head: Head, secretKey: string | undefined) => Promise<void>) | undefined;
}

export interface Restored {
  head: Head;
  totals: Totals;
  /** Migrations that the file did not have yet. */
  migrated: string[];
  secretKey: string | undefined;
}

/** Reading is about half of the work; checking and indexes are the rest. */
const READING_SHARE = 0.5;

/**
 * Restores a file into an empty database: the schema as it was, all rows in one transaction and compared, then the newest
 * schema. Cut off, it leaves a database without data. @throws RestoreError, DamagedError, PassphraseError
 */
export async function restoreInto(needs: RestoreNeeds): Promise<Restored> {
  const { connection, file, passphrase, onProgress, beforeCommit } = needs;
  const client = await connect(connection);
  // What breaks the connection also fails the statement that is waited for.
  client.on("error", () => undefined);
  try {
    let load: Load | undefined;
    let secretKey: string | undefined;
    const { head, totals } = await readBackup(
      { file, passphrase, onProgress: (bytes, of) => onProgress((READING_SHARE * bytes) / of) },
      {
        head: async (told) => {
          await prepare(client, connection, told);
          load = await Load.begin(client, told);
        },
        secretKey: (told) => {
          secretKey = told;
        },
        rows: async (table, text) => load?.rows(table, text),
      },
    );
    await load?.finish(totals, (share) => onProgress(READING_SHARE + (1 - READING_SHARE) * share));
    await forgetTransactions(client);
    await leapAhead(client);
    await beforeCommit?.(head, secretKey);
    await client.query("commit");
    const migrated = await migrate(connection);
    // Without statistics the first plans would be those of empty tables.
    await client.query("analyze");
    onProgress(1);
    return { head, totals, migrated, secretKey };
  } finally {
    await client.end();
  }
}

async function prepare(client: pg.Client, connection: Connection, head: Head): Promise<void> {
  const known = knownMigrations();
  const unknown = head.migrations.filter((name) => !known.includes(name));
  const last = head.migrations.at(-1);
  if (unknown.length > 0)
    throw new RestoreError(
      `The file was written by a newer Babyfoot (${head.release.version}, with ${unknown.join(", ")}): restore it with that release or a later one.`,
    );
  if (
    last === undefined ||
    JSON.stringify(known.slice(0, head.migrations.length)) !== JSON.stringify(head.migrations)
  )
    throw new RestoreError("The file lacks migrations that came before its last one.");
  if (await holdsData(client)) throw new RestoreError("The database is not empty.");
  const applied = await appliedMigrations(client);
  const beyond = applied.filter((name) => !head.migrations.includes(name));
  if (beyond.length > 0)
    throw new RestoreError(
      `The database has a newer schema than the file (${beyond.join(", ")}): give an empty one, or --replace.`,
    );
  await migrateTo(connection, last);
}

const FOREIGN_TABLES = `
  select from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')
    and to_regclass('public.migrations') is null limit 1`;

/** Whether anybody has begun to use a database: every server that ever started has made a venue. */
export async function holdsData(client: pg.Client): Promise<boolean> {
  if ((await client.query(FOREIGN_TABLES)).rows.length > 0) return true;
  for (const table of ["venues", "players", "users"]) {
    const { rows: known } = await client.query("select to_regclass($1) as it", [`public.${table}`]);
    if (known[0]?.it === null) continue;
    const { rows } = await client.query(`select from public.${table} limit 1`);
    if (rows.length > 0) return true;
  }
  return false;
}
