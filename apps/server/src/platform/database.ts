import { readFileSync } from "node:fs";
import { Kysely, type Transaction as KyselyTransaction, PostgresDialect } from "kysely";
import pg from "pg";
import type { DB } from "./database.types.ts";

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
      ...(settings.DATABASE_CA !== undefined && { ca: readFileSync(settings.DATABASE_CA, "utf8") }),
    },
  };
}

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
    max,
    connectionTimeoutMillis: 2_000,
    idleTimeoutMillis: 30_000,
    options:
      "-c statement_timeout=15000 -c lock_timeout=5000 -c idle_in_transaction_session_timeout=15000",
  });
  pool.on("error", onError);
  pool.on("connect", (client) => client.on("error", onError));
  const db = new Kysely<DB>({ dialect: new PostgresDialect({ pool }) });
  return { db, pool, connection: bounded, close: () => db.destroy() };
}
