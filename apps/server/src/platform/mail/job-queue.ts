import {
  Logger,
  parseCronItems,
  type Runner,
  run,
  runMigrations,
  type TaskList,
} from "graphile-worker";
import { sql } from "kysely";
import type { Database, Db, Transaction } from "../database.ts";

export interface NewJob {
  task: string;
  payload: Record<string, string>;
  /** A waiting job with the same key is replaced. */
  key?: string;
  maxAttempts?: number;
}

const silent = new Logger(() => () => undefined);

/** Brings the queue's own schema to the newest version; processes may do so together. */
export const prepareJobs = ({ pool }: Pick<Database, "pool">): Promise<void> =>
  runMigrations({ pgPool: pool, logger: silent });

/** Queues a job that is done at least once, after the transaction has committed. */
export async function addJob(
  tx: Transaction,
  { task, payload, key, maxAttempts = 14 }: NewJob,
): Promise<void> {
  await sql`select graphile_worker.add_job(${task}, ${JSON.stringify(payload)}::json,
    job_key => ${key ?? null}, max_attempts => ${maxAttempts})`.execute(tx);
}

/** Takes a waiting job back. */
export async function removeJob(tx: Transaction, key: string): Promise<void> {
  await sql`select graphile_worker.remove_job(${key})`.execute(tx);
}

/** Forgets jobs that failed for the last time. */
export async function forgetFailedJobs(db: Db): Promise<void> {
  const { rows } = await sql<{ id: string }>`select id::text as id from graphile_worker.jobs
    where attempts >= max_attempts and locked_at is null`.execute(db);
  const ids = rows.map(({ id }) => Number(id));
  if (ids.length > 0) await sql`select graphile_worker.complete_jobs(${ids})`.execute(db);
}

/**
 * Gives back jobs that a process took and never finished, because it or its connection was killed. Every task
 * of ours is bounded to less than the 90 seconds.
 */
export async function freeAbandonedJobs({ pool }: Pick<Database, "pool">): Promise<void> {
  await pool.query(`select graphile_worker.force_unlock_workers(array(
    select distinct locked_by from graphile_worker.jobs
    where locked_at < now() - interval '90 seconds'))`);
}

interface RunnerDeps {
  database: Pick<Database, "pool">;
  tasks: TaskList;
  /** Tasks by the daily time at which they start, as a cron pattern in UTC. */
  daily?: Record<string, string>;
  onError: (error: Error) => void;
}

const asError = (error: unknown): Error =>
  error instanceof Error ? error : new Error(String(error));

function startRunner({ database, tasks, daily = {} }: RunnerDeps): Promise<Runner> {
  return run({
    pgPool: database.pool,
    taskList: tasks,
    parsedCronItems: parseCronItems(
      Object.entries(daily).map(([task, match]) => ({ task, match })),
    ),
    concurrency: 2,
    pollInterval: 5_000,
    noHandleSignals: true,
    logger: silent,
    // Unbatched, the outcome of a job is written by a promise that nobody awaits: with the database away
    // its rejection would end the process.
    preset: { worker: { completeJobBatchDelay: 0, failJobBatchDelay: 0 } },
  });
}

const LONGEST_PAUSE_MS = 30_000;
const FREE_ABANDONED_EVERY_MS = 30_000;

async function runUntilItEnds(deps: RunnerDeps, started: (runner: Runner) => void): Promise<void> {
  await freeAbandonedJobs(deps.database);
  const runner = await startRunner(deps);
  started(runner);
  const timer = setInterval(() => {
    freeAbandonedJobs(deps.database).catch(deps.onError);
  }, FREE_ABANDONED_EVERY_MS);
  try {
    await runner.promise;
  } finally {
    clearInterval(timer);
  }
}

const pauseOf = (milliseconds: number, { signal }: AbortController): Promise<void> =>
  new Promise((resolve) => {
    const timer = setTimeout(resolve, milliseconds);
    signal.addEventListener("abort", () => {
      clearTimeout(timer);
      resolve();
    });
  });

/** Does jobs until stopped; when the database goes away it comes back by itself. */
export function runJobs(deps: RunnerDeps): { stop(): Promise<void> } {
  const stopping = new AbortController();
  let runner: Runner | undefined;
  const keepRunning = async () => {
    for (let pauseMs = 500; !stopping.signal.aborted; pauseMs *= 2) {
      try {
        await runUntilItEnds(deps, (started) => {
          runner = started;
          pauseMs = 500;
          if (stopping.signal.aborted) started.stop().catch(deps.onError);
        });
      } catch (error) {
        if (!stopping.signal.aborted) deps.onError(asError(error));
      }
      runner = undefined;
      await pauseOf(Math.min(pauseMs, LONGEST_PAUSE_MS), stopping);
    }
  };
  const finished = keepRunning();
  return {
    async stop() {
      stopping.abort();
      await runner?.stop().catch(() => undefined);
      await finished;
    },
  };
}
