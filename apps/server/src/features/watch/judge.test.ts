import { describe, expect, it } from "vitest";
import { LATENCY_BUCKETS } from "../../platform/metrics/latency.ts";
import { archiveBehindSeconds } from "./facts.ts";
import { daysUntilFull, growthPerDay } from "./forecast.ts";
import { isStale, judge, type Standing } from "./judge.ts";
import { quantile, together } from "./percentiles.ts";
import type { Rule } from "./rules.ts";

const SECOND = 1_000;
const RULE: Rule = {
  ...{ severity: "warning", unit: "share", direction: "above", beyond: 0.8, within: 0.7 },
  ...{ forSeconds: 60, clearForSeconds: 30, measure: () => null },
};

/** Judges measured values, one every so many seconds; answers at which of them something changed. */
function changes(
  values: (number | null | undefined)[],
  { rule = RULE, everySeconds = 15, fires = false } = {},
): Record<number, string> {
  const found: Record<number, string> = {};
  let before: Standing | undefined;
  let isFiring = fires;
  for (const [index, value] of values.entries()) {
    const now = new Date(index * everySeconds * SECOND);
    const { change, ...standing } = judge(rule, value, { before, fires: isFiring, now });
    before = standing;
    if (change !== null) found[index] = change;
    if (change === "fires") isFiring = true;
    if (change === "clears") isFiring = false;
  }
  return found;
}

const times = (value: number | null | undefined, count: number) =>
  Array.from({ length: count }, () => value);

describe("an alarm", () => {
  it("[W20] fires once its value was beyond the threshold for as long as its rule says", () => {
    expect(changes(times(0.81, 4))).toEqual({});
    expect(changes(times(0.81, 6))).toEqual({ 4: "fires" });
  });

  it("[W20] does not fire at the threshold itself, nor for a moment beyond it", () => {
    expect(changes(times(0.8, 9))).toEqual({});
    expect(changes([...times(0.9, 4), 0.79, ...times(0.9, 4)])).toEqual({});
  });

  it("[W21] clears only once it was back within its own, lower threshold for a while", () => {
    const values = [...times(0.75, 9), 0.7, 0.7, 0.7];
    expect(changes(values, { fires: true })).toEqual({ 11: "clears" });
  });

  it("[W21] is not to and fro while its value is", () => {
    const flapping = Array.from({ length: 40 }, (_, index) => (index % 2 === 0 ? 0.85 : 0.72));
    expect(changes([...times(0.85, 5), ...flapping])).toEqual({ 4: "fires" });
  });

  it("[W22] neither fires nor clears by what is not known, and is over where there is nothing to measure", () => {
    expect(changes(times(undefined, 50), { fires: true })).toEqual({});
    expect(changes([0.9, 0.9, undefined, 0.9, 0.9, 0.9])).toEqual({});
    expect(changes(times(null, 3), { fires: true })).toEqual({ 2: "clears" });
  });

  it("[W23] counts anew after a time in which nobody judged", () => {
    expect(changes(times(0.9, 3), { everySeconds: 300 })).toEqual({});
  });

  it("[W35] is not judged by a look that is older than the last judgement, unless a clock was set back", () => {
    const at = (seconds: number) => new Date(1_000_000 + seconds * SECOND);
    const standing = { value: 1, breachedSince: null, wellSince: null, judgedAt: at(0) };
    const stale = [-600, -1, 0, 1].map((seconds) => isStale([standing], at(seconds)));
    expect(stale).toEqual([false, true, false, false]);
  });

  it("[W20] that watches for too little fires below", () => {
    const rule: Rule = { ...RULE, direction: "below", beyond: 2, within: 3 };
    expect(changes(times(1.9, 5), { rule })).toEqual({ 4: "fires" });
    expect(changes([2.5, 3, 3, 3], { rule, fires: true })).toEqual({ 3: "clears" });
  });
});

const DAY = 86_400_000;
const line = (days: number, first: number, perDay: number) =>
  Array.from({ length: days * 8 + 1 }, (_, index) => ({
    at: (index * DAY) / 8,
    value: first + (perDay * index) / 8,
  }));

it("what is not archived is no older than the start of a database that was stopped for long", () => {
  const [archivedAt, databaseSince] = [new Date(0), new Date(10 * DAY)];
  const facts = { archiveIsOn: true, archivedAt, databaseSince };
  expect(archiveBehindSeconds(facts, 10 * DAY + 30_000)).toBe(30);
  expect(archiveBehindSeconds({ ...facts, archivedAt: new Date(11 * DAY) }, 12 * DAY)).toBe(86_400);
});

describe("the forecast of storage", () => {
  it("[W11] says when the disk is full, as it goes on", () => {
    expect(daysUntilFull(line(10, 100, -5))).toBeCloseTo(10);
    expect(growthPerDay(line(3, 0, 7))).toBeCloseTo(7);
  });

  it("[W11] is not moved by one import or one clean-up", () => {
    const cleaned = line(10, 100, -5).map(({ at, value }) => ({
      at,
      value: at > 9 * DAY ? value + 20 : value,
    }));
    expect(daysUntilFull(cleaned)).toBeCloseTo(14, 0);
  });

  it("[W11] is none of less than a day, nor of a disk that empties", () => {
    expect(daysUntilFull(line(1, 100, -50).slice(0, 8))).toBeNull();
    expect(daysUntilFull(line(5, 100, 1))).toBeNull();
    expect(daysUntilFull([])).toBeNull();
  });
});

describe("a percentile of many processes", () => {
  const counts = (...at: [number, number][]) =>
    Array.from(
      { length: LATENCY_BUCKETS.length + 1 },
      (_, bucket) => at.find(([place]) => place === bucket)?.[1] ?? 0,
    );

  it("[W12] is that of all their calls together, not a mean of theirs", () => {
    // 1,000 within 1 ms to 2 ms in one process, 20 within 250 ms to 500 ms in another.
    const all = together([counts([1, 1_000]), counts([8, 20])]);
    expect(quantile(all, 0.5)).toBeCloseTo(0.00151, 4);
    expect(quantile(all, 0.99)).toBeCloseTo(0.3725, 3);
  });

  it("[W12] is none without calls, and the last bucket's end beyond all buckets", () => {
    expect(quantile(counts(), 0.99)).toBeUndefined();
    expect(quantile(counts([13, 5]), 0.5)).toBe(10);
  });
});
