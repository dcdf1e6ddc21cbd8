import type { Db } from "../database.ts";
import {
  addDailyJob,
  finishJob,
  MOST_ATTEMPTS,
  postponeJob,
  type TakenJob,
  type Tasks,
  takeJob,
} from "./job-queue.ts";

interface RunnerDeps {
  db: Db;
  tasks: Tasks;
  /** Tasks that are done daily. */
  daily: readonly string[];
  onError: (error: Error) => void;
}

const CONCURRENCY = 2;
const LOOK_EVERY_MS = 500;
const AFTER_OUTAGE_MS = 5_000;
/** A job that takes longer to end comes back with its lease, elsewhere or after the next start. */
const PATIENCE_AT_STOP_MS = 5_000;

const asError = (error: unknown): Error =>
  error instanceof Error ? error : new Error(String(error));

/** Answers whether it went well. */
async function tryTask({ tasks, onError }: RunnerDeps, job: TakenJob): Promise<boolean> {
  try {
    const task = tasks[job.task];
    if (task === undefined) throw new Error(`there is no task ${job.task}`);
    await task(job.payload);
    return true;
  } catch (error) {
    onError(asError(error));
    return false;
  }
}

/** Does the next job that is due; answers whether there was one. */
async function doNext(deps: RunnerDeps): Promise<boolean> {
  const job = await takeJob(deps.db);
  if (job === undefined) return false;
  const well = await tryTask(deps, job);
  if (well || (job.attempts >= MOST_ATTEMPTS && !job.daily)) await finishJob(deps.db, job);
  else await postponeJob(deps.db, job);
  return true;
}

function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer);
      signal.removeEventListener("abort", end);
      resolve();
    };
    const timer = setTimeout(end, milliseconds);
    signal.addEventListener("abort", end);
  });
}

async function keepDoing(deps: RunnerDeps, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    try {
      if (!(await doNext(deps))) await pause(LOOK_EVERY_MS, signal);
    } catch (error) {
      // The database is away: what was taken comes back with its lease.
      if (!signal.aborted) deps.onError(asError(error));
      await pause(AFTER_OUTAGE_MS, signal);
    }
  }
}

async function addDailyJobs({ db, daily }: RunnerDeps): Promise<void> {
  await db.transaction().execute(async (tx) => {
    for (const task of daily) await addDailyJob(tx, task);
  });
}

/** Does jobs until stopped, which waits a little for those under way. */
export async function runJobs(deps: RunnerDeps): Promise<{ stop(): Promise<void> }> {
  await addDailyJobs(deps);
  const stopping = new AbortController();
  const lanes = Array.from({ length: CONCURRENCY }, () => keepDoing(deps, stopping.signal));
  return {
    async stop() {
      stopping.abort();
      const enough = new AbortController();
      await Promise.race([Promise.all(lanes), pause(PATIENCE_AT_STOP_MS, enough.signal)]);
      enough.abort();
    },
  };
}
