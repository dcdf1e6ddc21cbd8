import { sql } from "kysely";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { cloneDatabase } from "../../../test/database.ts";
import { type Database, openDatabase } from "../database.ts";
import {
  addDailyJob,
  addJob,
  finishJob,
  MOST_ATTEMPTS,
  type NewJob,
  postponeJob,
  removeJob,
  type TakenJob,
  takeJob,
  waitAfter,
} from "./job-queue.ts";
import { runJobs } from "./job-runner.ts";

const SOON = { timeout: 10_000 };

describe("jobs in the background", () => {
  let clone: Awaited<ReturnType<typeof cloneDatabase>>;
  let database: Database;

  beforeAll(async () => {
    clone = await cloneDatabase();
    database = openDatabase({ connectionString: clone.url }, { onError: () => undefined });
  });
  beforeEach(() => database.db.deleteFrom("jobs").execute());
  afterAll(async () => {
    await database.close();
    await clone.drop();
  });

  const add = (job: NewJob) => database.db.transaction().execute((tx) => addJob(tx, job));
  const waitPast = (seconds: number) =>
    sql`update jobs set run_at = run_at - make_interval(secs => ${seconds})`.execute(database.db);
  const take = async (): Promise<TakenJob> => {
    const job = await takeJob(database.db);
    if (job === undefined) throw new Error("no job is due");
    return job;
  };

  it("are each taken by one of many that ask at once", async () => {
    for (let index = 0; index < 10; index += 1) await add({ task: "count", payload: {} });
    const taken = await Promise.all(Array.from({ length: 15 }, () => takeJob(database.db)));
    const ids = taken.flatMap((job) => job?.id ?? []);
    expect(ids).toHaveLength(10);
    expect(new Set(ids).size).toBe(10);
  });

  it("come back when whoever took them died", async () => {
    await add({ task: "letter", payload: { to: "you" } });
    const { id } = await take();
    expect(await takeJob(database.db)).toBeUndefined();
    await waitPast(91);
    expect(await take()).toMatchObject({ id, payload: { to: "you" }, attempts: 2 });
  });

  it("wait longer after each failure, about a day in all", async () => {
    await add({ task: "letter", payload: {} });
    await postponeJob(database.db, await take());
    await waitPast(4);
    expect(await takeJob(database.db)).toBeUndefined();
    await waitPast(1);
    expect((await take()).attempts).toBe(2);
    const waits = Array.from({ length: MOST_ATTEMPTS - 1 }, (_, index) => waitAfter(index + 1));
    expect(waits.slice(0, 6)).toEqual([5, 25, 125, 625, 3_125, 3_600]);
    const hours = waits.reduce((sum, wait) => sum + wait) / 3_600;
    expect(hours).toBeGreaterThan(22);
    expect(hours).toBeLessThan(26);
  });

  it("are replaced by key, also while the old one is being done", async () => {
    await add({ task: "letter", payload: { text: "old" }, key: "one" });
    const old = await take();
    await add({ task: "letter", payload: { text: "new" }, key: "one" });
    await finishJob(database.db, old);
    expect((await take()).payload).toEqual({ text: "new" });
    await database.db.transaction().execute((tx) => removeJob(tx, "one"));
    await waitPast(91);
    expect(await takeJob(database.db)).toBeUndefined();
  });

  it("that are daily are added once and come again the next day", async () => {
    for (let process = 0; process < 2; process += 1)
      await database.db.transaction().execute((tx) => addDailyJob(tx, "sweep"));
    await finishJob(database.db, await take());
    await waitPast(24 * 3_600 - 60);
    expect(await takeJob(database.db)).toBeUndefined();
    await waitPast(60);
    expect(await take()).toMatchObject({ task: "sweep", attempts: 1 });
    expect(await takeJob(database.db)).toBeUndefined();
  });

  it("that nobody knows how to do are reported, and do not hold up the others", async () => {
    const errors: string[] = [];
    const done: unknown[] = [];
    await add({ task: "unheard of", payload: {} });
    await add({ task: "known", payload: { number: "1" } });
    const runner = await runJobs({
      db: database.db,
      tasks: { known: async (payload) => void done.push(payload) },
      daily: [],
      onError: ({ message }) => errors.push(message),
    });
    await expect.poll(() => done, SOON).toEqual([{ number: "1" }]);
    await expect.poll(() => errors, SOON).toEqual(["there is no task unheard of"]);
    await runner.stop();
    const left = await database.db.selectFrom("jobs").select("task").execute();
    expect(left).toEqual([{ task: "unheard of" }]);
  });

  it("are given up after the last try", async () => {
    await add({ task: "hopeless", payload: {} });
    await database.db
      .updateTable("jobs")
      .set({ attempts: MOST_ATTEMPTS - 1 })
      .execute();
    const fail = async () => {
      throw new Error("no use");
    };
    const runner = await runJobs({
      db: database.db,
      tasks: { hopeless: fail },
      daily: [],
      onError: () => undefined,
    });
    await expect
      .poll(() => database.db.selectFrom("jobs").select("id").execute(), SOON)
      .toEqual([]);
    await runner.stop();
  });
});
