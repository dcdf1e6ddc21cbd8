import { Histogram, type Registry } from "prom-client";

/** Seconds; what is slower than the last is counted beyond all. */
export const LATENCY_BUCKETS = [
  0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10,
] as const;

export interface Latency {
  observe(seconds: number): void;
  /** How many there were so far within each bucket and not within the one before; the last is beyond all. */
  counts(): number[];
}

/** The library looks a series up at each observation, which costs more than some goals: here it costs an addition. */
class PlainHistogram extends Histogram implements Latency {
  readonly #counts = new Array<number>(LATENCY_BUCKETS.length + 1).fill(0);
  #sum = 0;

  override observe(seconds: unknown): void {
    if (typeof seconds !== "number" || Number.isNaN(seconds)) return;
    let bucket = 0;
    while (bucket < LATENCY_BUCKETS.length && seconds > (LATENCY_BUCKETS[bucket] ?? 0)) bucket += 1;
    this.#counts[bucket] = (this.#counts[bucket] ?? 0) + 1;
    this.#sum += seconds;
  }

  counts(): number[] {
    return [...this.#counts];
  }

  override async get() {
    const described = await super.get();
    let below = 0;
    const buckets = this.#counts.map((count, index) => {
      below += count;
      const le = LATENCY_BUCKETS[index] ?? "+Inf";
      return {
        labels: { le },
        value: below,
        metricName: `${described.name}_bucket`,
        exemplar: null,
      };
    });
    const whole = (metricName: string, value: number) => ({
      ...{ labels: {}, value, metricName: `${described.name}_${metricName}`, exemplar: null },
    });
    return { ...described, values: [...buckets, whole("sum", this.#sum), whole("count", below)] };
  }
}

/** A histogram of durations that is counted without looking anything up. */
export const createLatency = (registry: Registry, about: { name: string; help: string }): Latency =>
  new PlainHistogram({ ...about, buckets: [...LATENCY_BUCKETS], registers: [registry] });
