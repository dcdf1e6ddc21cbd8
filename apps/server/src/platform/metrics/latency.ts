import type { Histogram, Registry } from "prom-client";

/** Seconds; what is slower than the last is counted beyond all. */
export const LATENCY_BUCKETS = [
  0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10,
] as const;

export interface Latency {
  observe(seconds: number): void;
  /** How many there were so far within each bucket and not within the one before; the last is beyond all. */
  counts(): number[];
}

/**
 * A histogram of durations. The library looks a series up at each observation, which costs more than the rest of a goal's
 * bookkeeping: here it costs an addition, and the library only shows what was counted.
 */
export function createLatency(registry: Registry, about: { name: string; help: string }): Latency {
  const counts = new Array<number>(LATENCY_BUCKETS.length + 1).fill(0);
  let sum = 0;
  const shown = {
    ...{ ...about, type: "histogram", reset: () => undefined },
    get: async () => ({ ...about, type: "histogram", values: valuesOf(about.name, counts, sum) }),
  };
  // The library's type asks for all that its own histograms can do; of a metric that it shows it asks for these.
  registry.registerMetric(shown as unknown as Histogram);
  return {
    observe: (seconds) => {
      let bucket = 0;
      while (seconds > (LATENCY_BUCKETS[bucket] ?? Number.POSITIVE_INFINITY)) bucket += 1;
      counts[bucket] = (counts[bucket] ?? 0) + 1;
      sum += seconds;
    },
    counts: () => [...counts],
  };
}

interface Shown {
  labels: { le?: number | string };
  value: number;
  metricName: string;
}

/** As Prometheus has them: each bucket with all below it. */
function valuesOf(name: string, counts: readonly number[], sum: number): Shown[] {
  let below = 0;
  const buckets = counts.map((count, index) => {
    below += count;
    const le = LATENCY_BUCKETS[index] ?? "+Inf";
    return { labels: { le }, value: below, metricName: `${name}_bucket` };
  });
  return [
    ...buckets,
    { labels: {}, value: sum, metricName: `${name}_sum` },
    { labels: {}, value: below, metricName: `${name}_count` },
  ];
}
