import type { FastifyBaseLogger } from "fastify";
import type { Settings } from "../../config.ts";
import type { Db } from "../../platform/database.ts";
import { startJobs } from "../../platform/jobs.ts";
import type { Replica } from "../../platform/replica/replica.ts";
import { readFacts } from "./facts.ts";
import { watchLoopDelay } from "./loop-delay.ts";

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
  const delay = watchLoopDelay();
  const run = async (): Promise<void> => {
    const lag = replica.lagSeconds();
    const { sensorsSilent, queueSeconds, outboxSeconds } = await readFacts(db);
    const measures = {
      ...{ SensorsSilent: sensorsSilent, QueueAgeSeconds: queueSeconds },
      OutboxAgeSeconds: outboxSeconds,
      EventLoopDelayMs: delay.take(),
      ...(lag !== undefined && { ReplicaLagSeconds: lag }),
    };
    write(cloudWatchLine(measures, settings.ENVIRONMENT, Date.now()));
  };
  const stop = startJobs([{ name: "metrics", everyMs, run }], (name, error) =>
    log.warn({ err: error, job: name }, "job failed"),
  );
  return async () => {
    delay.stop();
    await stop();
  };
}
