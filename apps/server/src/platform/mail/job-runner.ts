import type { Db } from "../database.ts";
import { asError, type Lanes, pause, runLanes } from "../lanes.ts";
import { withWork } from "../log/work.ts";
import {
  addDailyJob,
  finishJob,
  MOST_ATTEMPTS,
  NotAgain,
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

/** Answers whether it is done with: it went well, or never will. */
async function tryTask({ tasks, onError }: RunnerDeps, job: TakenJob): Promise<boolean> {
  try {
    const task = tasks[job.task];
    if (task === undefined) throw new Error(`there is no task ${job.task}`);
    await task(job.payload);
    return true;
  } catch (error) {
    onError(asError(error));
    return error instanceof NotAgain;
  }
}

/** Does the next job that is due; answers whether there was one. */
async function doNext(deps: RunnerDeps): Promise<boolean> {
  const job = await takeJob(deps.db);
  if (job === undefined) return false;
  const isDone = await withWork({ job: job.task, jobId: job.id, waitedMs: 0 }, () =>
    tryTask(deps, job),
  );
  if (isDone || (job.attempts >= MOST_ATTEMPTS && !job.daily)) await finishJob(deps.db, job);
  else await postponeJob(deps.db, job);
  return true;
}

async function addDailyJobs({ db, daily }: RunnerDeps): Promise<void> {
  await db.transaction().execute(async (tx) => {
    for (const task of daily) await addDailyJob(tx, task);
  });
}

/** Does jobs until stopped, which waits a little for those under way. */
export async function runJobs(deps: RunnerDeps): Promise<Lanes> {
  await addDailyJobs(deps);
  return runLanes({
    name: "jobs",
    count: CONCURRENCY,
    doNext: () => doNext(deps),
    onError: deps.onError,
    waiting: () => (signal) => pause(LOOK_EVERY_MS, signal),
  });
}
