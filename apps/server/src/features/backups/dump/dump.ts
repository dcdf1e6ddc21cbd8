import { createHash } from "node:crypto";
import type pg from "pg";
import { to } from "pg-copy-streams";
import { derivedKey } from "../../../platform/derived-key.ts";
import type { Release } from "../../../platform/release.ts";
import {
  HEAD,
  type Head,
  partName,
  SEAL,
  SECRET_KEY,
  type TableTotals,
  TOTALS,
  type Totals,
} from "../file/manifest.ts";
import { TableSum } from "../file/table-sum.ts";
import { type Entry, tarEnd, tarEntry } from "../file/tar.ts";
import {
  appliedMigrations,
  columnsOf,
  type KeptTable,
  keptTables,
  quoted,
  readSequences,
  SAME_TEXT,
} from "./catalogue.ts";

const PART_BYTES = 1 << 20;
const NEWLINE = 0x0a;

export interface DumpNeeds {
  /** On which nothing else is done meanwhile. */
  client: pg.Client;
  release: Release;
  /** Of the installation, where it is known. */
  secretKey: string | undefined;
  /** Whether it goes along; only ever into a file that is encrypted. */
  carriesSecretKey: boolean;
  /** Told how many bytes were read of about how many. */
  onProgress: (done: number, of: number) => void;
}

/** Tells one secret key from another. */
export const markOfSecretKey = (secretKey: string): string =>
  derivedKey(secretKey, "mark in backups").toString("hex").slice(0, 32);

/** The archive of a database as it is at one moment, whatever is written meanwhile; read as it is asked for. */
export async function* archiveOf(needs: DumpNeeds): AsyncGenerator<Buffer> {
  const { client } = needs;
  const seal = createHash("sha256");
  const { head, tables } = await beginSnapshot(needs);
  const at = new Date(head.takenAt);
  for await (const entry of entriesOf(needs, head, tables))
    for (const bytes of tarEntry(entry, at)) {
      seal.update(bytes);
      yield bytes;
    }
  await client.query("commit");
  yield* tarEntry({ name: SEAL, body: Buffer.from(`${seal.digest("hex")}\n`) }, at);
  yield tarEnd();
}

async function* entriesOf(
  { client, secretKey, carriesSecretKey, onProgress }: DumpNeeds,
  head: Head,
  tables: readonly KeptTable[],
): AsyncGenerator<Entry> {
  yield { name: HEAD, body: jsonOf(head) };
  if (carriesSecretKey && secretKey !== undefined)
    yield { name: SECRET_KEY, body: Buffer.from(secretKey) };
  const totals: Record<string, TableTotals> = {};
  const all = tables.reduce((sum, { bytes }) => sum + bytes, 0);
  let before = 0;
  for (const table of tables) {
    const sum = new TableSum();
    let number = 0;
    for await (const body of partsOf(client, table)) {
      sum.add(body);
      number += 1;
      yield { name: partName(table.name, number), body };
      onProgress(before + Math.min(sum.bytes, table.bytes), all);
    }
    totals[table.name] = sum.totals();
    before += table.bytes;
    onProgress(before, all);
  }
  const last: Totals = { tables: totals, sequences: await readSequences(client) };
  yield { name: TOTALS, body: jsonOf(last) };
}

const jsonOf = (value: unknown): Buffer => Buffer.from(`${JSON.stringify(value, null, 1)}\n`);

const TRIES = 3;

/**
 * Begins a snapshot of which no migration may change a table. The first query takes it, locks do not: taken before them, it
 * would be older than the migration that they have waited for, and find its tables empty or other than they are.
 */
async function lockedTables(client: pg.Client): Promise<KeptTable[]> {
  for (let left = TRIES; left > 0; left -= 1) {
    const before = new Set((await keptTables(client)).map(({ name }) => name));
    await client.query("begin isolation level repeatable read, read only");
    for (const name of before)
      await client.query(`lock table public.${quoted(name)} in access share mode`);
    const tables = await keptTables(client);
    if (tables.every(({ name }) => before.has(name))) return tables;
    await client.query("rollback");
  }
  throw new Error("Tables come while they are listed: a migration is under way");
}

async function beginSnapshot({ client, release, secretKey }: DumpNeeds) {
  await client.query(SAME_TEXT);
  const tables = await lockedTables(client);
  const { rows } = await client.query<{ at: Date; snapshot: string; server: string }>(
    `select now() as at, pg_current_snapshot()::text as snapshot, current_setting('server_version') as server`,
  );
  const [moment] = rows;
  if (moment === undefined) throw new Error("PostgreSQL does not say what time it is.");
  const head: Head = {
    format: 1,
    takenAt: moment.at.toISOString(),
    release: { version: release.version, commit: release.commit },
    server: moment.server,
    snapshot: moment.snapshot,
    cluster: await clusterOf(client),
    migrations: await appliedMigrations(client),
    tables: tables.map(({ name, columns }) => ({ name, columns })),
    secretKeyMark: secretKey === undefined ? null : markOfSecretKey(secretKey),
  };
  return { head, tables };
}

/** The number that a cluster keeps in every physical copy; null where this user may not read it. */
export async function clusterOf(client: pg.Client): Promise<string | null> {
  const may = "has_function_privilege('pg_control_system()', 'execute')";
  const { rows: allowed } = await client.query<{ may: boolean }>(`select ${may} as may`);
  if (allowed[0]?.may !== true) return null;
  const { rows } = await client.query<{ id: string }>(
    "select system_identifier::text as id from pg_control_system()",
  );
  return rows[0]?.id ?? null;
}

/** What COPY tells of a table, in parts that end with a row. */
async function* partsOf(client: pg.Client, table: KeptTable): AsyncGenerator<Buffer> {
  const copy = client.query(to(`copy ${columnsOf(table)} to stdout`));
  let kept: Buffer[] = [];
  let length = 0;
  for await (const chunk of copy as AsyncIterable<Buffer>) {
    kept.push(chunk);
    length += chunk.length;
    if (length < PART_BYTES) continue;
    const all = Buffer.concat(kept);
    const end = all.lastIndexOf(NEWLINE) + 1;
    if (end > 0) yield all.subarray(0, end);
    kept = [all.subarray(end)];
    length -= end;
  }
  if (length > 0) yield Buffer.concat(kept);
}
