import type pg from "pg";
import { type Connection, connect } from "../../../platform/connection.ts";
import { quoted } from "../dump/catalogue.ts";
import { holdsData } from "./restore.ts";
import { RestoreError } from "./restore-error.ts";

/** Where every cluster lets one in who has no database yet. */
const MAINTENANCE = "postgres";
const NO_SUCH_DATABASE = "3D000";
/** Between a database's name and the time, until what is restored takes its place. */
const RESTORING = "_restoring_";

export interface Target {
  /** An empty database to restore into. */
  connection: Connection;
  /** Whether a database with data is there meanwhile, which goes on as it is until then. */
  isBesideData: boolean;
  /** Whether it is where it belongs already. */
  isInPlace: boolean;
  /** Puts it in the place of the one that was there; answers the name under which that one is kept, if there was one. */
  take(): Promise<string | undefined>;
  /** Leaves everything as it was, save that what is whole is kept once it was to be taken. */
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
    return {
      ...{ connection, isBesideData: false, isInPlace: true },
      ...{ take: async () => undefined, giveUp: async () => undefined },
    };
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
  const fresh = `${name}${RESTORING}${stamp(now)}`;
  const kept = isThere ? `${name}_before_${stamp(now)}` : undefined;
  await maintain(connection, async (client) => {
    if (isThere) await refuseInUse(client, name);
    await client.query(`create database ${quoted(fresh)} template template0 encoding 'UTF8'`);
  });
  let isWhole = false;
  return {
    connection: { ...connection, database: fresh },
    ...{ isBesideData: isThere, isInPlace: false },
    take: async () => {
      isWhole = true;
      await maintain(connection, (client) => swap(client, { name, fresh, kept })).catch(
        (error: unknown) => {
          throw new RestoreError(
            `${sentenceOf(error)} What was restored is whole and kept as "${fresh}", "${name}" is as it was: then do the same again, which drops "${fresh}", or rename it yourself.`,
          );
        },
      );
      return kept;
    },
    giveUp: async () => {
      if (isWhole) return;
      await maintain(connection, async (client) => {
        await client.query(`drop database if exists ${quoted(fresh)}`);
      });
    },
  };
}

const sentenceOf = (error: unknown): string => {
  const message = error instanceof Error ? error.message : String(error);
  return message.endsWith(".") ? message : `${message}.`;
};

async function maintain<Result>(
  connection: Connection,
  work: (client: pg.Client) => Promise<Result>,
): Promise<Result> {
  const client = await connect({ ...connection, database: MAINTENANCE });
  try {
    return await work(client);
  } catch (error) {
    throw named(error);
  } finally {
    await client.end();
  }
}

interface Names {
  name: string;
  fresh: string;
  /** Of the database that is there, from then on. */
  kept: string | undefined;
}

/** In one transaction, so that at no moment there is no database of that name. */
async function swap(client: pg.Client, { name, fresh, kept }: Names): Promise<void> {
  if (kept !== undefined) await refuseInUse(client, name);
  await client.query("begin");
  if (kept !== undefined)
    await client.query(`alter database ${quoted(name)} rename to ${quoted(kept)}`);
  await client.query(`alter database ${quoted(fresh)} rename to ${quoted(name)}`);
  await client.query("commit");
}

/**
 * Drops what restores that were killed have left beside a database, since it holds personal data and nobody looks there.
 * Answers a sentence about each.
 */
export async function dropLeftovers(connection: Connection): Promise<string[]> {
  const beginning = `${String(connection.database)}${RESTORING}`;
  try {
    return await maintain(connection, async (client) => {
      const { rows } = await client.query<{ name: string }>(
        "select datname as name from pg_database where starts_with(datname, $1) order by 1",
        [beginning],
      );
      const told: string[] = [];
      for (const { name } of rows) told.push(await dropLeftover(client, name));
      return told;
    });
  } catch {
    // Who may not even look there has never made any.
    return [];
  }
}

async function dropLeftover(client: pg.Client, name: string): Promise<string> {
  try {
    await client.query(`drop database ${quoted(name)}`);
    return `"${name}", left by a restore that was cut off, was dropped.`;
  } catch (error) {
    return `"${name}", left by a restore that was cut off or under way, could not be dropped: ${sentenceOf(named(error))}`;
  }
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
