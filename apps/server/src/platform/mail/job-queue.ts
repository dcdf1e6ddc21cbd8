import { sql } from "kysely";
import type { Db, Transaction } from "../database.ts";
import { newId } from "../ids.ts";

export interface NewJob {
  task: string;
  payload: Record<string, string>;
  /** A waiting job with the same key is replaced. */
  key?: string;
}

/** Thrown by a task that need not be tried again. */
export class NotAgain extends Error {}

/** Does one job, or throws to be called again later. Bounded to less than `LEASE_SECONDS`. */
type Task = (payload: unknown) => Promise<void>;
export type Tasks = Readonly<Record<string, Task>>;

export interface TakenJob {
  id: string;
  task: string;
  payload: unknown;
  attempts: number;
  daily: boolean;
}

/** How long a job is its taker's; a taker that died or lost the database lets it go by itself. */
const LEASE_SECONDS = 90;
const LONGEST_WAIT_SECONDS = 3_600;
/** With the waits between them, about a day. */
export const MOST_ATTEMPTS = 28;

/** Seconds until the next try: 5, 25, 125, 625, then an hour. */
export const waitAfter = (attempts: number): number =>
  Math.min(5 ** Math.min(attempts, 6), LONGEST_WAIT_SECONDS);

/** Queues a job in the transaction of its cause: both commit, or neither. */
export async function addJob(tx: Transaction, { task, payload, key }: NewJob): Promise<void> {
  const job = { id: newId(), payload: JSON.stringify(payload) };
  await tx
    .insertInto("jobs")
    .values({ ...job, task, key: key ?? null })
    .onConflict((conflict) =>
      // A new id, so that whoever is doing the old one does not finish this one.
      conflict.column("key").doUpdateSet({ ...job, attempts: 0, run_at: sql`now()` }),
    )
    .execute();
}

/** Takes a waiting job back. */
export async function removeJob(tx: Transaction, key: string): Promise<void> {
  await tx.deleteFrom("jobs").where("key", "=", key).execute();
}

/** Sees to it that a task is done daily, by whichever process comes first. */
export async function addDailyJob(tx: Transaction, task: string): Promise<void> {
  await tx
    .insertInto("jobs")
    .values({ id: newId(), task, payload: "{}", key: `daily ${task}`, daily: true })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/** Takes the job that is due longest, if any; no other process gets it meanwhile. */
export async function takeJob(db: Db): Promise<TakenJob | undefined> {
  const { rows } = await sql<TakenJob>`
    update jobs
    set attempts = attempts + 1, run_at = now() + make_interval(secs => ${LEASE_SECONDS})
    where id = (
      select id from jobs where run_at <= now() order by run_at, id limit 1 for update skip locked)
    returning id, task, payload, attempts, daily`.execute(db);
  return rows[0];
}

/** A job is done: it goes, or comes again tomorrow. */
export async function finishJob(db: Db, job: TakenJob): Promise<void> {
  const statement = job.daily
    ? sql`update jobs set attempts = 0, run_at = now() + interval '1 day' where id = ${job.id}`
    : sql`delete from jobs where id = ${job.id}`;
  await statement.execute(db);
}

/** A job failed: it waits for its next try. */
export async function postponeJob(db: Db, job: TakenJob): Promise<void> {
  const seconds = waitAfter(job.attempts);
  await sql`update jobs set run_at = now() + make_interval(secs => ${seconds})
    where id = ${job.id}`.execute(db);
}
