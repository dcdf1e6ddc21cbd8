import type { FastifyBaseLogger } from "fastify";
import type { Settings } from "../../config.ts";
import type { Database, Db } from "../../platform/database.ts";
import { startJobs } from "../../platform/jobs.ts";
import { joinChanges } from "./changed-days.ts";
import { nextDaily, nextTry } from "./daily.ts";
import type { Exported } from "./export-days.ts";
import { destinationOf } from "./open-destination.ts";
import { type RunDeps, runExport } from "./run.ts";

const LOOK_EVERY_MS = 30_000;
const JOIN_EVERY_MS = 60 * 60_000;

interface DailyDeps {
  settings: Settings;
  database: Database;
  log: Pick<FastifyBaseLogger, "info" | "warn" | "error">;
}

/** Exports once a day what has changed, by whichever process comes first. Answers how to stop. */
export function startDailyExport({ settings, database, log }: DailyDeps): () => Promise<void> {
  const { db, connection } = database;
  const ending = new AbortController();
  const target = settings.EXPORT_URL;
  const deps = target === undefined ? undefined : { ...depsOf(settings, database), target };
  const stop = startJobs(
    [
      { name: "changes to export", everyMs: JOIN_EVERY_MS, run: () => joinChanges(db) },
      ...(deps === undefined
        ? []
        : [
            {
              ...{ name: "daily export", everyMs: LOOK_EVERY_MS },
              run: async () => {
                const done = await exportIfDue(
                  { ...deps, connection, signal: ending.signal },
                  new Date(),
                );
                if (done !== undefined) log.info({ ...done }, "exported");
              },
            },
          ]),
    ],
    (job, error) => {
      if (!ending.signal.aborted) log.error({ err: error, job }, "job failed");
    },
  );
  return () => {
    ending.abort();
    return stop();
  };
}

const depsOf = (settings: Settings, { db, connection }: Database) => ({
  ...{ db, connection },
  destination: destinationOf(settings.EXPORT_URL ?? "", settings),
});

/** Exports if it is time to; when it fails it is tried again, later each time. Rejects with what went wrong. */
export async function exportIfDue(deps: RunDeps, now: Date): Promise<Exported | undefined> {
  const { db } = deps;
  const schedule = () => db.selectFrom("export_schedule").selectAll().executeTakeFirstOrThrow();
  const stillDue = async () => {
    const { next_at, target } = await schedule();
    // A new place is not left waiting for the night.
    return next_at <= now || target !== deps.target;
  };
  if (!(await stillDue())) return undefined;
  try {
    const done = await runExport(deps, { origin: "daily", stillDue });
    if (done !== undefined) await plan(db, { next_at: nextDaily(now), failures: 0 });
    return done;
  } catch (error) {
    const failures = (await schedule()).failures + 1;
    await plan(db, { next_at: nextTry(now, failures), failures });
    throw error;
  }
}

const plan = async (db: Db, values: { next_at: Date; failures: number }): Promise<void> => {
  await db.updateTable("export_schedule").set(values).execute();
};

/**
 * Exports by hand: a day, or all days that have changed. Undefined when another process is exporting.
 * @param target as `EXPORT_URL`
 */
export function exportNow(
  { settings, database }: Pick<DailyDeps, "settings" | "database">,
  { target, day }: { target: string; day: string | undefined },
): Promise<Exported | undefined> {
  const signal = new AbortController().signal;
  return runExport({ ...depsOf(settings, database), target, signal }, { origin: "shell", day });
}
