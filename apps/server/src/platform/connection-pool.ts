import { setTimeout as wait } from "node:timers/promises";
import pg from "pg";
import { type Connection, signingIn } from "./connection.ts";
import { currentWork } from "./log/work.ts";

/** With the wait for a lock less than two seconds: whoever calls is then told to come again, and does not pile up. */
const MOST_WAITED_MS = 900;
const WORTH_COUNTING_MS = 20;
const LOCK_TIMEOUT_MS = 700;
const STATEMENT_TIMEOUT_MS = 15_000;

export interface ConnectionPool {
  pool: pg.Pool;
  /** Waits for a connection, bounded for all that one request waits for. */
  acquire(): Promise<pg.PoolClient>;
}

/** No connection has become free in time; PostgreSQL's own code for it. */
class PoolExhausted extends Error {
  readonly code = "53300";
  readonly severity = "FATAL";
}

/** Opens a pool whose statements and locks are bounded, so that nothing waits for ever. */
export function openPool(
  connection: Connection,
  { max, onError }: { max: number; onError: (error: Error) => void },
): ConnectionPool {
  const pool = new pg.Pool({
    ...connection,
    // Statements may follow each other without waiting; a cursor or COPY needs a connection of its own.
    pipeline: true,
    max,
    connectionTimeoutMillis: MOST_WAITED_MS,
    idleTimeoutMillis: 30_000,
    options: `-c statement_timeout=${STATEMENT_TIMEOUT_MS} -c lock_timeout=${LOCK_TIMEOUT_MS} -c idle_in_transaction_session_timeout=15000`,
  });
  pool.on("error", onError);
  pool.on("connect", (client) => client.on("error", onError));
  const acquire = async (): Promise<pg.PoolClient> => {
    const work = currentWork();
    const began = performance.now();
    const left = MOST_WAITED_MS - (work?.waitedMs ?? 0);
    try {
      return await signingIn(connection, () => patiently(pool, left));
    } finally {
      const took = performance.now() - began;
      // Somebody waits for a request's answer; a job may take its time.
      if (work?.requestId !== undefined && took > WORTH_COUNTING_MS) work.waitedMs += took;
    }
  };
  return { pool, acquire };
}

/** PostgreSQL opens no more connections: its disk is full, or it has given out all it may. */
const NO_MORE = new Set(["53100", "53300"]);
const LOOK_AGAIN_MS = 25;

/** Where no connection can be opened, one that is open may soon be free. */
async function patiently(pool: pg.Pool, milliseconds: number): Promise<pg.PoolClient> {
  const until = performance.now() + milliseconds;
  for (;;) {
    try {
      return await within(pool, until - performance.now());
    } catch (error) {
      const code = error instanceof Error && "code" in error ? String(error.code) : "";
      const inVain = pool.totalCount === 0 || performance.now() + LOOK_AGAIN_MS >= until;
      if (!NO_MORE.has(code) || inVain) throw error;
      await wait(LOOK_AGAIN_MS);
    }
  }
}

/** A connection, within some time; what comes too late is given back. */
function within(pool: pg.Pool, milliseconds: number): Promise<pg.PoolClient> {
  // The pool itself sees to it that nobody waits longer.
  if (milliseconds >= MOST_WAITED_MS - WORTH_COUNTING_MS) return pool.connect();
  return new Promise((resolve, reject) => {
    let late = false;
    const giveUp = () => {
      late = true;
      reject(new PoolExhausted("no connection has become free in time"));
    };
    const timer = setTimeout(giveUp, Math.max(milliseconds, 1));
    pool.connect().then(
      (client) => {
        clearTimeout(timer);
        if (late) client.release();
        else resolve(client);
      },
      (error: unknown) => {
        clearTimeout(timer);
        reject(error);
      },
    );
  });
}
