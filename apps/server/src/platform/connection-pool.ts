import { setTimeout as wait } from "node:timers/promises";
import pg from "pg";
import { type Connection, signingIn } from "./connection.ts";
import { watchDistress } from "./distress.ts";
import { currentWork } from "./log/work.ts";

/** How long one waits for a connection where others only are busy with theirs. */
const MOST_WAITED_MS = 1_800;
/** Where nothing moves: for all that one request waits, so that it is told within two seconds, its wait for a lock included. */
const WAITED_IN_VAIN_MS = 600;
const LOCK_TIMEOUT_MS = 600;
const STATEMENT_TIMEOUT_MS = 15_000;
const WORTH_COUNTING_MS = 20;

export interface ConnectionPool {
  pool: pg.Pool;
  /** Waits for a connection, for a bounded time. */
  acquire(): Promise<pg.PoolClient>;
  /** Is told of what has failed. */
  noteFailure(error: unknown): void;
}

/** No connection has become free in time; PostgreSQL's own code for it. */
class PoolExhausted extends Error {
  readonly code = "53300";
  readonly severity = "FATAL";
}

const codeOf = (error: unknown): string =>
  error instanceof Error && "code" in error ? String(error.code) : "";

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
  const distress = watchDistress(Math.max(2, max / 4));
  const acquire = async (): Promise<pg.PoolClient> => {
    const work = currentWork();
    const began = performance.now();
    const inVain = WAITED_IN_VAIN_MS - (work?.waitedMs ?? 0);
    try {
      return await signingIn(connection, () =>
        patiently(pool, { inVain, isInVain: distress.isOn }),
      );
    } finally {
      const took = performance.now() - began;
      // Somebody waits for a request's answer; a job may take its time.
      if (work?.requestId !== undefined && took > WORTH_COUNTING_MS) work.waitedMs += took;
    }
  };
  const noteFailure = (error: unknown): void => {
    if (codeOf(error) === "55P03") distress.note();
  };
  return { pool, acquire, noteFailure };
}

interface Patience {
  /** After so long one looks whether it is in vain, in milliseconds; less than nothing for at once. */
  inVain: number;
  isInVain: () => boolean;
}

/** PostgreSQL opens no more connections: its disk is full, or it has given out all it may. */
const NO_MORE = new Set(["53100", "53300"]);
const LOOK_AGAIN_MS = 25;
/** What stands still may only show later. */
const LOOK_EVERY_MS = 50;

/** Where no connection can be opened, one that is open may soon be free. */
async function patiently(pool: pg.Pool, patience: Patience): Promise<pg.PoolClient> {
  const until = performance.now() + WAITED_IN_VAIN_MS;
  for (;;) {
    try {
      return await freeConnection(pool, patience);
    } catch (error) {
      const late = pool.totalCount === 0 || performance.now() + LOOK_AGAIN_MS >= until;
      if (error instanceof PoolExhausted || !NO_MORE.has(codeOf(error)) || late) throw error;
      await wait(LOOK_AGAIN_MS);
    }
  }
}

/** Where one is free there is no wait; else what comes once it is in vain is given back. */
function freeConnection(pool: pg.Pool, { inVain, isInVain }: Patience): Promise<pg.PoolClient> {
  if (pool.idleCount > 0 && pool.waitingCount === 0) return pool.connect();
  return new Promise((resolve, reject) => {
    let late = false;
    let timer: NodeJS.Timeout;
    const look = (): void => {
      late = isInVain();
      if (late) reject(new PoolExhausted("no connection has become free in time"));
      else timer = setTimeout(look, LOOK_EVERY_MS);
    };
    timer = setTimeout(look, Math.max(inVain, 1));
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
