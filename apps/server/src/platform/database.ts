import { readFileSync } from "node:fs";
import type { Duplex } from "node:stream";
import { checkServerIdentity } from "node:tls";
import {
  Kysely,
  type Transaction as KyselyTransaction,
  PostgresDialect,
  type PostgresPool,
  type PostgresPoolClient,
} from "kysely";
import pg from "pg";
import type { DB } from "./database.types.ts";
import { sendingAhead } from "./send-ahead.ts";

/** Reads; a write takes a `Transaction`, so that a forgotten one does not compile. */
export type Db = Kysely<DB>;
export type Transaction = KyselyTransaction<DB>;

export interface Database {
  db: Db;
  /** For hot statements, COPY and the sign-in library. */
  pool: pg.Pool;
  /** The settings of a connection, for LISTEN. */
  connection: pg.ClientConfig;
  close(): Promise<void>;
}

// 64-bit integers of ours (versions, seqs, counts) stay far below 2^53.
pg.types.setTypeParser(pg.types.builtins.INT8, Number);

interface ConnectionSettings {
  DATABASE_URL?: string | undefined;
  DATABASE_SSL?: "verify-full" | "off" | undefined;
  DATABASE_CA?: string | undefined;
}

const LOOPBACK = new Set(["localhost", "127.0.0.1", "[::1]", ""]);

/** The connection that the settings ask for: TLS `verify-full` for anything not on loopback, unless switched off. */
export function connectionOf(
  settings: ConnectionSettings & { DATABASE_URL: string },
): pg.ClientConfig {
  const url = new URL(settings.DATABASE_URL);
  const onSocket = url.searchParams.has("host");
  const mode =
    settings.DATABASE_SSL ?? (onSocket || LOOPBACK.has(url.hostname) ? "off" : "verify-full");
  url.searchParams.delete("sslmode");
  if (mode === "off") return { connectionString: url.href };
  return {
    connectionString: url.href,
    ssl: {
      rejectUnauthorized: true,
      // The driver tells Node no name where the address is a number; any certificate of "localhost" would then do.
      checkServerIdentity: (_name, certificate) => checkServerIdentity(nameOf(url), certificate),
      ...(settings.DATABASE_CA !== undefined && { ca: readFileSync(settings.DATABASE_CA, "utf8") }),
    },
  };
}

const nameOf = ({ hostname }: URL): string => hostname.replace(/^\[|\]$/g, "");

/** More statements than the code has; beyond, something builds them from data and must not be kept. */
const MOST_PREPARED = 400;

/** A pool whose statements are prepared once a connection, so that PostgreSQL plans the hot ones once. */
function withPreparedStatements(pool: pg.Pool): PostgresPool {
  const names = new Map<string, string>();
  const nameOf = (text: string): string | undefined => {
    const known = names.get(text);
    if (known !== undefined || names.size >= MOST_PREPARED) return known;
    const name = `s${names.size + 1}`;
    names.set(text, name);
    return name;
  };
  return {
    connect: async () => {
      const client = await pool.connect();
      const query = sendingAhead((text, values) => {
        const name = values.length > 0 ? nameOf(text) : undefined;
        return client.query({ text, values: [...values], ...(name !== undefined && { name }) });
      }, socketOf(client));
      return { query, release: () => client.release() } as unknown as PostgresPoolClient;
    },
    end: () => pool.end(),
  };
}

/** The library has no types for it. */
const socketOf = (client: pg.PoolClient): Duplex =>
  (client as unknown as { connection: { stream: Duplex } }).connection.stream;

/** Opens the pool. Statements are bounded to 15 s and locks to 5 s, so that no request waits for ever. */
export function openDatabase(
  connection: pg.ClientConfig,
  { max = 20, onError }: { max?: number; onError: (error: Error) => void },
): Database {
  const bounded: pg.ClientConfig = {
    ...connection,
    application_name: "babyfoot",
    keepAlive: true,
  };
  const pool = new pg.Pool({
    ...bounded,
    // Statements may follow each other without waiting; a cursor or COPY needs a connection of its own.
    pipeline: true,
    max,
    connectionTimeoutMillis: 2_000,
    idleTimeoutMillis: 30_000,
    options:
      "-c statement_timeout=15000 -c lock_timeout=5000 -c idle_in_transaction_session_timeout=15000",
  });
  pool.on("error", onError);
  pool.on("connect", (client) => client.on("error", onError));
  const db = new Kysely<DB>({
    dialect: new PostgresDialect({ pool: withPreparedStatements(pool) }),
  });
  return { db, pool, connection: bounded, close: () => db.destroy() };
}
