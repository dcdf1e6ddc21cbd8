import type { HealthHistory, HealthPoint, HealthRange } from "@babyfoot/contract";
import type { Db } from "../../platform/database.ts";
import { quantile, together } from "./percentiles.ts";
import {
  type CampusSample,
  campusSamplesSince,
  type Recent,
  samplesSince,
} from "./samples.queries.ts";

const HOUR = 3_600;
const RANGES: Readonly<Record<HealthRange, { seconds: number; step: number }>> = {
  day: { seconds: 24 * HOUR, step: HOUR / 4 },
  week: { seconds: 7 * 24 * HOUR, step: 2 * HOUR },
  month: { seconds: 30 * 24 * HOUR, step: 6 * HOUR },
};

/** What was measured in a stretch of time until now, in equal steps. */
export async function readHistory(
  db: Db,
  range: HealthRange,
  now = Date.now(),
): Promise<HealthHistory> {
  const { seconds, step } = RANGES[range];
  const stepMs = step * 1_000;
  const to = Math.ceil(now / stepMs) * stepMs;
  const from = to - seconds * 1_000;
  const [samples, campus] = await Promise.all([
    samplesSince(db, new Date(from)),
    campusSamplesSince(db, new Date(from), step),
  ]);
  const of = (at: Date) => Math.floor(at.getTime() / stepMs) * stepMs;
  const measured = new Map<number, Recent[]>();
  for (const sample of samples) {
    const known = measured.get(of(sample.at));
    if (known === undefined) measured.set(of(sample.at), [sample]);
    else known.push(sample);
  }
  const whole = new Map(campus.map((sample) => [of(sample.at), sample]));
  const steps = [...new Set([...measured.keys(), ...whole.keys()])].sort((a, b) => a - b);
  return {
    ...{ from: new Date(from).toISOString(), to: new Date(to).toISOString(), stepSeconds: step },
    points: steps.map((at) => pointOf(at, measured.get(at) ?? [], whole.get(at))),
  };
}

const sum = (values: readonly number[]): number => values.reduce((all, value) => all + value, 0);
const most = (values: readonly number[]): number | null =>
  values.length === 0 ? null : Math.max(...values);
const milliseconds = (counts: number[][]): number | null => {
  const seconds = quantile(together(counts), 0.99);
  return seconds === undefined ? null : seconds * 1_000;
};

function pointOf(at: number, samples: Recent[], campus: CampusSample | undefined): HealthPoint {
  const lasting = sum(samples.map(({ seconds }) => seconds));
  const cpu = sum(samples.map(({ machineCpu, seconds }) => machineCpu * seconds));
  return {
    at: new Date(at).toISOString(),
    cpu: lasting === 0 ? null : cpu / lasting,
    loopDelayMs: most(samples.map(({ loopDelayMs }) => loopDelayMs)),
    ingestP99Ms: milliseconds(samples.map(({ ingest }) => ingest)),
    liveP99Ms: milliseconds(samples.map(({ live }) => live)),
    events: sum(samples.map(({ events }) => events)),
    viewers: most(samples.map(({ viewers }) => viewers)) ?? 0,
    requests: sum(samples.map(({ requests }) => requests)),
    failures: sum(samples.map(({ failures }) => failures)),
    connections: campus?.connections ?? null,
    databaseBytes: campus?.databaseBytes ?? null,
    diskFreeBytes: campus?.diskFreeBytes ?? null,
    queueSeconds: campus?.queueSeconds ?? null,
  };
}
