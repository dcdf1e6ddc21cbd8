import type { FastifyBaseLogger } from "fastify";
import { sql } from "kysely";
import type { Settings } from "../../config.ts";
import type { Database, Db } from "../../platform/database.ts";
import { startJobs } from "../../platform/jobs.ts";
import type { Metrics } from "../../platform/metrics/metrics.ts";
import { forgetOldEpisodes } from "./alerts.queries.ts";
import { judgeAll } from "./alerts.ts";
import { checkCertificates } from "./certificates.ts";
import { keepParts } from "./parts.ts";
import { forgetOldProcesses } from "./processes.ts";
import { insertCampusSample, tidySamples } from "./samples.queries.ts";
import { look } from "./seen.ts";

interface WatchDeps {
  settings: Settings;
  database: Database;
  metrics: Pick<Metrics, "work">;
  log: Pick<FastifyBaseLogger, "warn">;
}

const JUDGE_EVERY_MS = 15_000;
const MINUTE_MS = 60_000;

/** Judges, tells, and looks after what was measured, until stopped. Several workers may do it. */
export function startWatching(deps: WatchDeps): () => Promise<void> {
  const { metrics, log } = deps;
  const jobs = [
    { name: "alarms", everyMs: JUDGE_EVERY_MS, run: () => watchOnce(deps) },
    { name: "old measures", everyMs: 10 * MINUTE_MS, run: () => tidy(deps.database.db) },
    { name: "certificates", everyMs: MINUTE_MS, run: () => certificatesIfDue(deps) },
  ];
  const counted = jobs.map((job) => ({ ...job, run: () => metrics.work.task(job.name, job.run) }));
  return startJobs(counted, (name, error) => log.warn({ err: error, job: name }, "job failed"));
}

/** Looks at everything once, and does what follows. */
export async function watchOnce({
  settings,
  database: { db },
}: Pick<WatchDeps, "settings" | "database">): Promise<void> {
  const seen = await look(db, settings);
  await insertCampusSample(db, seen.facts, seen.disk);
  await keepParts(db, seen);
  await judgeAll(db, seen, { settings });
}

async function tidy(db: Db): Promise<void> {
  await tidySamples(db);
  await forgetOldProcesses(db);
  await forgetOldEpisodes(db);
}

/** Once an hour, whichever worker comes first. */
async function certificatesIfDue({ settings, database }: WatchDeps): Promise<void> {
  const { rows } = await sql<{ fresh: boolean }>`
    select exists (select from certificates where checked_at > now() - interval '1 hour') as fresh`.execute(
    database.db,
  );
  if (rows[0]?.fresh !== true) await checkCertificates({ settings, database });
}
