import type pg from "pg";
import { type Connection, connect } from "../../../platform/connection.ts";
import { quoted } from "../dump/catalogue.ts";
import { holdsData } from "./restore.ts";
import { RestoreError } from "./restore-error.ts";

/** Where every cluster lets one in who has no database yet. */
const MAINTENANCE = "postgres";
const NO_SUCH_DATABASE = "3D000";

export interface Target {
  /** An empty database to restore into. */
  connection: Connection;
  /** Puts it in the place of the one that was there; answers the name under which that one is kept, if there was one. */
  take(): Promise<string | undefined>;
  /** Leaves everything as it was. */
  giveUp(): Promise<void>;
}

interface Wanted {
  connection: Connection;
  /** Whether a database that has data may be replaced. */
  replace: boolean;
  now: Date;
}

/**
 * An empty database for what the connection names: that one where it is empty, else one beside it that takes its place
 * once it is whole. @throws RestoreError where it has data, and replacing it was not asked for
 */
export async function targetFor({ connection, replace, now }: Wanted): Promise<Target> {
  const state = await stateOf(connection);
  if (state === "empty")
    return { connection, take: async () => undefined, giveUp: async () => undefined };
  if (state === "used" && !replace)
    throw new RestoreError(
      "The database has data already: nothing was changed. With --replace the file takes its place, and the old one is kept beside.",
    );
  return beside(connection, { isThere: state === "used", now });
}

async function stateOf(connection: Connection): Promise<"missing" | "empty" | "used"> {
  let client: pg.Client;
  try {
    client = await connect(connection);
  } catch (error) {
    if (codeOf(error) === NO_SUCH_DATABASE) return "missing";
    throw error;
  }
  try {
    return (await holdsData(client)) ? "used" : "empty";
  } finally {
    await client.end();
  }
}

const codeOf = (error: unknown): string =>
  error instanceof Error && "code" in error ? String(error.code) : "";

const stamp = (now: Date): string =>
  now.toISOString().replace(/[-:]/g, "").slice(0, 15).replace("T", "_");

async function beside(
  connection: Connection,
  { isThere, now }: { isThere: boolean; now: Date },
): Promise<Target> {
  const name = String(connection.database);
  const fresh = `${name}_restoring_${stamp(now)}`;
  const kept = `${name}_before_${stamp(now)}`;
  const maintain = async (work: (client: pg.Client) => Promise<void>) => {
    const client = await connect({ ...connection, database: MAINTENANCE });
    try {
      await work(client);
    } catch (error) {
      throw named(error);
    } finally {
      await client.end();
    }
  };
  await maintain(async (client) => {
    if (isThere) await refuseInUse(client, name);
    await client.query(`create database ${quoted(fresh)} template template0 encoding 'UTF8'`);
  });
  return {
    connection: { ...connection, database: fresh },
    take: async () => {
      await maintain(async (client) => {
        if (isThere) await refuseInUse(client, name);
        // Between the two nobody finds the database, and whoever looks then tries again.
        if (isThere) await client.query(`alter database ${quoted(name)} rename to ${quoted(kept)}`);
        await client.query(`alter database ${quoted(fresh)} rename to ${quoted(name)}`);
      });
      return isThere ? kept : undefined;
    },
    giveUp: () =>
      maintain(async (client) => {
        await client.query(`drop database if exists ${quoted(fresh)}`);
      }),
  };
}

/** What runs remembers what it has read: a database must not change under it. */
async function refuseInUse(client: pg.Client, name: string): Promise<void> {
  const { rows } = await client.query<{ count: number }>(
    `select count(*)::int as count from pg_stat_activity where datname = $1 and backend_type = 'client backend'`,
    [name],
  );
  const count = rows[0]?.count ?? 0;
  if (count > 0)
    throw new RestoreError(
      `The database is in use (${count} connections): stop Babyfoot and whatever else is connected first.`,
    );
}

function named(error: unknown): unknown {
  if (codeOf(error) === "42501")
    return new RestoreError(
      "The database's user may not make or rename databases: give DATABASE_URL of an empty database, or of a user who may.",
    );
  if (codeOf(error) === "55006")
    return new RestoreError(
      "The database is in use: stop Babyfoot and whatever else is connected first.",
    );
  return error;
}
