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
  });
}

const LONGEST_PAUSE_MS = 30_000;

/** Does jobs until stopped; when the database goes away it comes back by itself. */
export function runJobs(deps: RunnerDeps): { stop(): Promise<void> } {
  const stopping = new AbortController();
  let runner: Runner | undefined;
  const pause = (milliseconds: number) =>
    new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, milliseconds);
      stopping.signal.addEventListener("abort", () => {
        clearTimeout(timer);
        resolve();
      });
    });
  const keepRunning = async () => {
    let pauseMs = 500;
    while (!stopping.signal.aborted) {
      try {
        runner = await startRunner(deps);
        pauseMs = 500;
        if (stopping.signal.aborted) await runner.stop();
        await runner.promise;
      } catch (error) {
        if (!stopping.signal.aborted) deps.onError(asError(error));
      }
      runner = undefined;
      await pause(pauseMs);
      pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS);
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
