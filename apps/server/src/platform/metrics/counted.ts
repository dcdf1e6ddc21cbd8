import { Counter, type Registry } from "prom-client";

/** Counters by one label whose values are known: counting is an addition. */
export function createCounted<Value extends string>(
  registry: Registry,
  about: { name: string; help: string; label: string; values: readonly Value[] },
): { add(value: Value, count?: number): void; of(value: Value): number } {
  const { name, help, label, values } = about;
  const counts = Object.fromEntries(values.map((value) => [value, 0])) as Record<Value, number>;
  new Counter({
    ...{ name, help, labelNames: [label], registers: [registry] },
    collect() {
      this.reset();
      for (const value of values) this.inc({ [label]: value }, counts[value]);
    },
  });
  return {
    add: (value, count = 1) => {
      counts[value] += count;
    },
    of: (value) => counts[value],
  };
}
