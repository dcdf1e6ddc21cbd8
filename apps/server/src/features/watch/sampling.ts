import type { FastifyBaseLogger } from "fastify";
import type { Db } from "../../platform/database.ts";
import { newId } from "../../platform/ids.ts";
import { startJobs } from "../../platform/jobs.ts";
import type { Metrics } from "../../platform/metrics/metrics.ts";
import type { Replica } from "../../platform/replica/replica.ts";
import { watchLoopDelay } from "./loop-delay.ts";
import { type Load, watchLoad } from "./machine.ts";
import { since } from "./percentiles.ts";
import { leave, type Told, tell } from "./processes.ts";
import { insertSample } from "./samples.queries.ts";

interface SamplingDeps {
  db: Db;
  metrics: Metrics;
  release: { roles: readonly string[]; version: string; commit: string };
  /** What is well of what this process needs. */
  checks: () => Promise<Partial<Record<string, "ok" | "failing">>>;
  replica: Pick<Replica, "lagSeconds">;
  hasReplica: boolean;
  log: Pick<FastifyBaseLogger, "warn">;
  /** How often the process says how it is. */
  everyMs?: number;
}

const EVERY_MS = 10_000;
const WORDS_A_SAMPLE = 6;

/** What a process has counted since it began. */
const countsOf = ({ http, ingest, live }: Metrics) => ({
  requests: http.requests(),
  failures: http.failures(),
  events: ingest.accepted(),
  ingest: ingest.latency.counts(),
  live: live.latency.counts(),
});

/** What was measured between two words. */
interface Beat extends Load {
  loopDelayMs: number;
  memoryBytes: number;
  viewers: number;
}

const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);

/**
 * Has a process say every ten seconds how it is, and write down once a minute what it has measured. Answers how to stop,
 * with which it takes its leave.
 */
export function startSampling(deps: SamplingDeps): () => Promise<void> {
  const { db, metrics, log, everyMs = EVERY_MS } = deps;
  const self = { id: newId(), startedAt: new Date(), ...deps.release };
  const [delay, load] = [watchLoopDelay(), watchLoad()];
  let [beats, counted, from]: [Beat[], ReturnType<typeof countsOf>, Date] = [
    [],
    countsOf(metrics),
    new Date(),
  ];
  const beat = (): Beat => ({
    ...load(),
    // Of a loop that has not turned yet nothing is known, and nothing is wrong.
    loopDelayMs: delay.take() || 0,
    memoryBytes: process.memoryUsage.rss(),
    viewers: metrics.live.viewers(),
  });
  const sample = async (): Promise<void> => {
    const [counts, to, measured] = [countsOf(metrics), new Date(), beats];
    const seconds = Math.max(1, Math.round((to.getTime() - from.getTime()) / 1_000));
    const span = { processId: self.id, at: from, seconds };
    const grown = between(counts, counted);
    [beats, counted, from] = [[], counts, to];
    await insertSample(db, { ...span, ...summed(measured), ...grown });
  };
  const run = async (): Promise<void> => {
    const now = beat();
    beats.push(now);
    await tell(db, self, { ...now, ...(await whatElse(deps)) });
    if (beats.length >= WORDS_A_SAMPLE) await sample();
  };
  const turn = () => run().catch((error: unknown) => log.warn({ err: error }, "could not measure"));
  const first = turn();
  const stop = startJobs([{ name: "measures", everyMs, run: turn }], () => undefined);
  return async () => {
    delay.stop();
    await Promise.all([first, stop()]);
    await leave(db, self.id).catch(() => undefined);
  };
}

async function whatElse({
  checks,
  replica,
  hasReplica,
}: SamplingDeps): Promise<Pick<Told, "checks" | "replica">> {
  const found = await checks();
  const { bus, broker } = found;
  return {
    checks: { bus: bus !== "failing", broker: broker === undefined ? null : broker === "ok" },
    replica: hasReplica ? { lagSeconds: replica.lagSeconds() ?? null } : null,
  };
}

type Counts = ReturnType<typeof countsOf>;

const between = (now: Counts, before: Counts): Counts => ({
  requests: now.requests - before.requests,
  failures: now.failures - before.failures,
  events: now.events - before.events,
  ingest: since(now.ingest, before.ingest),
  live: since(now.live, before.live),
});

const summed = (beats: readonly Beat[]): Beat => ({
  cpu: mean(beats.map(({ cpu }) => cpu)),
  machineCpu: mean(beats.map(({ machineCpu }) => machineCpu)),
  loopDelayMs: Math.max(0, ...beats.map(({ loopDelayMs }) => loopDelayMs)),
  memoryBytes: Math.max(0, ...beats.map(({ memoryBytes }) => memoryBytes)),
  viewers: Math.max(0, ...beats.map(({ viewers }) => viewers)),
});
