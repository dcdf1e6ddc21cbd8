import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import type { FastifyBaseLogger } from "fastify";
import { sql } from "kysely";
import type { Settings } from "../../config.ts";
import { addressOf, type DatabaseAddress } from "../../platform/connection.ts";
import type { Database, Db } from "../../platform/database.ts";
import { newId } from "../../platform/ids.ts";
import { startJobs } from "../../platform/jobs.ts";
import { giveBack } from "./changes.ts";
import { importChildren } from "./child.ts";
import { endBrokenUploads, forgetStages } from "./sweep.ts";
import { LEASE_SECONDS } from "./work/work.ts";

export interface ImportRunner {
  /** There is going to be something to do. */
  expect(): void;
  /** There is something to do. */
  wake(): void;
  /** What a child of this process is told of its database. */
  database: DatabaseAddress;
  stop(): Promise<void>;
}

const LOOK_EVERY_MS = 2_000;
const SWEEP_EVERY_MS = 30_000;

interface RunnerDeps {
  database: Database;
  settings: Settings;
  log: FastifyBaseLogger;
  /** Whether this process works on imports itself; others do otherwise. */
  works: boolean;
}

/** Has a child process work on imports, one after the other, also on those that a dead process left. */
export function startImportRunner({ database, settings, log, works }: RunnerDeps): ImportRunner {
  const { db } = database;
  const address = addressOf(settings, database.connection);
  const nothing = () => undefined;
  if (!works)
    return { expect: nothing, wake: nothing, database: address, stop: async () => undefined };
  const children = importChildren();
  let child: ChildProcess | undefined;
  let running: Promise<void> | undefined;
  let isStopping = false;

  const doNext = async (): Promise<boolean> => {
    const id = await nextOf(db);
    if (id === undefined || isStopping) return false;
    const worker = newId();
    child = children.start({ task: "work", id, worker, database: address });
    const [code] = await once(child, "exit");
    child = undefined;
    if (code === 0) return true;
    await giveBack(db, worker);
    // It is tried again at the next look.
    return false;
  };
  const run = async (): Promise<void> => {
    while (!isStopping && (await doNext())) log.debug("an import has been worked on");
  };
  const look = (): Promise<void> => {
    running ??= run().finally(() => {
      running = undefined;
    });
    return running;
  };
  const warn = (name: string, error: unknown): void =>
    log.warn({ err: error, job: name }, "could not look after imports");
  const sweep = async (): Promise<void> => {
    await endBrokenUploads(db);
    await forgetStages(db);
  };
  const stopJobs = startJobs(
    [
      { name: "imports", everyMs: LOOK_EVERY_MS, run: look },
      { name: "broken imports", everyMs: SWEEP_EVERY_MS, run: sweep },
    ],
    warn,
  );
  return {
    expect: () => {
      if (!isStopping) children.expect();
    },
    wake: () => {
      if (!isStopping) look().catch((error: unknown) => warn("imports", error));
    },
    database: address,
    stop: async () => {
      isStopping = true;
      child?.kill("SIGKILL");
      children.dismiss();
      await stopJobs();
      await running?.catch(() => undefined);
    },
  };
}

/** An import that waits for somebody to work on it. */
async function nextOf(db: Db): Promise<string | undefined> {
  const next = await db
    .selectFrom("imports")
    .select("id")
    .where("status", "=", "importing")
    .where(
      sql<boolean>`(worker is null or beat_at < now() - make_interval(secs => ${LEASE_SECONDS}))`,
    )
    .orderBy("id")
    .limit(1)
    .executeTakeFirst();
  return next?.id;
}
