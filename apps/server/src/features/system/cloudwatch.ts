import { type IntervalHistogram, monitorEventLoopDelay } from "node:perf_hooks";
import type { FastifyBaseLogger } from "fastify";
import { sql } from "kysely";
import type { Settings } from "../../config.ts";
import type { Db } from "../../platform/database.ts";
import { startJobs } from "../../platform/jobs.ts";
import type { Replica } from "../../platform/replica/replica.ts";

const NAMESPACE = "Babyfoot";
const UNITS = {
  SensorsSilent: "Count",
  QueueAgeSeconds: "Seconds",
  OutboxAgeSeconds: "Seconds",
  EventLoopDelayMs: "Milliseconds",
  ReplicaLagSeconds: "Seconds",
} as const;
type Measures = Partial<Record<keyof typeof UNITS, number>>;

/**
 * A line that CloudWatch turns into metrics by itself (embedded metric format). What is not known is left out, so that an
 * alarm can tell it from nought.
 */
export function cloudWatchLine(measures: Measures, environment: string, now: number): string {
  const known = Object.entries(measures).filter(([, value]) => Number.isFinite(value));
  const Metrics = Object.entries(UNITS).flatMap(([Name, Unit]) =>
    known.some(([name]) => name === Name) ? [{ Name, Unit }] : [],
  );
  const CloudWatchMetrics = [{ Namespace: NAMESPACE, Dimensions: [["Environment"]], Metrics }];
  return JSON.stringify({
    _aws: { Timestamp: now, CloudWatchMetrics },
    Environment: environment,
    ...Object.fromEntries(known),
  });
}

interface LineDeps {
  settings: Pick<Settings, "ENVIRONMENT">;
  db: Db;
  replica: Pick<Replica, "lagSeconds">;
  log: Pick<FastifyBaseLogger, "warn">;
  /** The standard output, whatever is logged. */
  write?: (line: string) => void;
  everyMs?: number;
}

const MINUTE_MS = 60_000;

/** Writes what is worth an alarm once a minute. Answers how to stop. */
export function startCloudWatchLines({
  settings,
  db,
  replica,
  log,
  write = (line) => process.stdout.write(`${line}\n`),
  everyMs = MINUTE_MS,
}: LineDeps): () => Promise<void> {
  const delays = monitorEventLoopDelay({ resolution: 20 });
  delays.enable();
  const run = async (): Promise<void> => {
    const lag = replica.lagSeconds();
    const measures = {
      ...(await waiting(db)),
      EventLoopDelayMs: delayOf(delays),
      ...(lag !== undefined && { ReplicaLagSeconds: lag }),
    };
    write(cloudWatchLine(measures, settings.ENVIRONMENT, Date.now()));
  };
  const stop = startJobs([{ name: "metrics", everyMs, run }], (name, error) =>
    log.warn({ err: error, job: name }, "job failed"),
  );
  return async () => {
    delays.disable();
    await stop();
  };
}

/** What 99 in 100 turns of the loop stayed under since the last time. */
function delayOf(delays: IntervalHistogram): number {
  const milliseconds = delays.percentile(99) / 1e6;
  delays.reset();
  return milliseconds;
}

/** Sensors that have been heard and are silent now; how long the oldest job, and the oldest notice, should be done. */
async function waiting(db: Db): Promise<Measures> {
  const { rows } = await sql<{ silent: number; queue: number; outbox: number }>`
    select (select count(*) from devices
        where revoked_at is null and last_seen_at is not null and not online)::int as silent,
      (select coalesce(max(extract(epoch from now() - run_at)), 0) from jobs
        where run_at <= now())::float8 as queue,
      (select coalesce(max(extract(epoch from now() - due_at)), 0) from (
        select due_at from notices union all select due_at from notice_deliveries) due
        where due_at <= now())::float8 as outbox`.execute(db);
  const [row] = rows;
  if (row === undefined) return {};
  return { SensorsSilent: row.silent, QueueAgeSeconds: row.queue, OutboxAgeSeconds: row.outbox };
}
