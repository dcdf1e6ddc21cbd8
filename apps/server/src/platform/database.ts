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
import type { Connection } from "./connection.ts";
import { type ConnectionPool, openPool } from "./connection-pool.ts";
import type { DB } from "./database.types.ts";
import { type Log, silentLog } from "./log/log.ts";
import { namingWork } from "./log/on-behalf.ts";
import type { Work } from "./log/work.ts";
import { NOTHING, sendingAhead } from "./send-ahead.ts";
import { createPlans } from "./statements/plans.ts";
import { type Watch, watched, watchStatements } from "./statements/watch.ts";

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
function withPreparedStatements({ pool, acquire }: ConnectionPool, watch: Watch): PostgresPool {
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
      const client = await acquire();
      let work: Work | undefined;
      const send = watched(
        watch,
        (text, values) => {
          const name = values.length > 0 ? nameOf(text) : undefined;
          return client.query({ text, values: [...values], ...(name !== undefined && { name }) });
        },
        () => work,
      );
      const query = namingWork(sendingAhead(send, socketOf(client)), {
        name: (named) => {
          work = named;
        },
        nothing: NOTHING,
      });
      return { query, release: () => client.release() } as unknown as PostgresPoolClient;
    },
    end: () => pool.end(),
  };
}

/** The library has no types for it. */
const socketOf = (client: pg.PoolClient): Duplex =>
  (client as unknown as { connection: { stream: Duplex } }).connection.stream;

const CLOSE_WITHIN_MS = 5_000;

interface Options {
  max?: number;
  onError: (error: Error) => void;
  /** Where slow statements are told. */
  log?: Log;
  /** From how long on one is slow, in milliseconds. */
  slowMs?: number;
}

/** Opens the pool. Statements, locks and the wait for a connection are bounded, so that no request waits for ever. */
export function openDatabase(
  connection: Connection,
  { max = 20, onError, log = silentLog(), slowMs = 2_000 }: Options,
): Database {
  const bounded: Connection = {
    ...connection,
    application_name: "babyfoot",
    keepAlive: true,
  };
  const connections = openPool(bounded, { max, onError });
  const { pool, noteFailure } = connections;
  const watch = watchStatements({ log, slowMs, planOf: createPlans(pool), noteFailure });
  const db = new Kysely<DB>({
    dialect: new PostgresDialect({ pool: withPreparedStatements(connections, watch) }),
  });
  return {
    db,
    query: hotQuery(connections, watch),
    connection: bounded,
    pool: () => ({
      ...{ open: pool.totalCount, idle: pool.idleCount, waiting: pool.waitingCount, most: max },
    }),
    close: () => Promise.race([db.destroy(), wait(CLOSE_WITHIN_MS, undefined, { ref: false })]),
  };
}

/** A statement without what Kysely does for it. */
const hotQuery =
  ({ acquire }: ConnectionPool, watch: Watch): Database["query"] =>
  async <Row extends pg.QueryResultRow>(statement: pg.QueryConfig) => {
    const client = await acquire();
    const end = watch(statement.text);
    try {
      const answer = await client.query<Row>(statement);
      end();
      client.release();
      return answer;
    } catch (error) {
      end(error);
      client.release(error instanceof Error && !("severity" in error) ? error : undefined);
      throw error;
    }
  };
