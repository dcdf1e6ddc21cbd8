import { LATENCY_BUCKETS } from "../../platform/metrics/latency.ts";

/** Counts of several, bucket by bucket. */
export const together = (all: readonly (readonly number[])[]): number[] =>
  Array.from({ length: LATENCY_BUCKETS.length + 1 }, (_, bucket) =>
    all.reduce((sum, counts) => sum + (counts[bucket] ?? 0), 0),
  );

/** How many more there are in each bucket. */
export const since = (counts: readonly number[], before: readonly number[]): number[] =>
  counts.map((count, bucket) => count - (before[bucket] ?? 0));

export const countOf = (counts: readonly number[]): number =>
  counts.reduce((sum, count) => sum + count, 0);

/**
 * What a share of the durations stayed under, in seconds, spread evenly within a bucket; what is beyond all buckets counts
 * as the last. Undefined where there are none.
 */
export function quantile(counts: readonly number[], share: number): number | undefined {
  const wanted = countOf(counts) * share;
  if (wanted === 0) return undefined;
  let below = 0;
  for (const [bucket, upper] of LATENCY_BUCKETS.entries()) {
    const here = counts[bucket] ?? 0;
    if (below + here >= wanted) {
      const lower = LATENCY_BUCKETS[bucket - 1] ?? 0;
      return lower + ((upper - lower) * (wanted - below)) / here;
    }
    below += here;
  }
  return LATENCY_BUCKETS.at(-1);
}
