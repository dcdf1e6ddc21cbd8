import type { Duplex } from "node:stream";
import { setTimeout as wait } from "node:timers/promises";
import {
  Kysely,
  type Transaction as KyselyTransaction,
  PostgresDialect,
  type PostgresPool,
  type PostgresPoolClient,
} from "kysely";
import pg from "pg";
import { type Connection, signingIn } from "./connection.ts";
import type { DB } from "./database.types.ts";
import { sendingAhead } from "./send-ahead.ts";

/** Reads; a write takes a `Transaction`, so that a forgotten one does not compile. */
export type Db = Kysely<DB>;
export type Transaction = KyselyTransaction<DB>;

export interface Database {
  db: Db;
  /** For hot statements. */
  query: <Row extends pg.QueryResultRow>(statement: pg.QueryConfig) => Promise<pg.QueryResult<Row>>;
  /** How to make a connection of one's own, for LISTEN, COPY and cursors. */
  connection: Connection;
  /** How the pool is used just now; `waiting` is who waits for a connection. */
  pool: () => { open: number; idle: number; waiting: number; most: number };
  /** Waits for what is under way, for some seconds: a database that is gone keeps nobody. */
  close(): Promise<void>;
}

// 64-bit integers of ours (versions, seqs, counts) stay far below 2^53.
pg.types.setTypeParser(pg.types.builtins.INT8, Number);

/** More statements than the code has; beyond, something builds them from data and must not be kept. */
const MOST_PREPARED = 400;

/** A pool whose statements are prepared once a connection, so that PostgreSQL plans the hot ones once. */
function withPreparedStatements(pool: pg.Pool, connection: Connection): PostgresPool {
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
      const client = await signingIn(connection, () => pool.connect());
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

const CLOSE_WITHIN_MS = 5_000;

/** Opens the pool. Statements are bounded to 15 s and locks to 5 s, so that no request waits for ever. */
export function openDatabase(
  connection: Connection,
  { max = 20, onError }: { max?: number; onError: (error: Error) => void },
): Database {
  const bounded: Connection = {
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
    dialect: new PostgresDialect({ pool: withPreparedStatements(pool, bounded) }),
  });
  return {
    db,
    query: <Row extends pg.QueryResultRow>(statement: pg.QueryConfig) =>
      signingIn(bounded, () => pool.query<Row>(statement)),
    connection: bounded,
    pool: () => ({
      ...{ open: pool.totalCount, idle: pool.idleCount, waiting: pool.waitingCount, most: max },
    }),
    close: () => Promise.race([db.destroy(), wait(CLOSE_WITHIN_MS, undefined, { ref: false })]),
  };
}
