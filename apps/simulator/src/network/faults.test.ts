import { describe, expect, it } from "vitest";
import { seededRandom } from "../game/random.ts";
import { backOffMs } from "./back-off.ts";
import { drawFate, type Fate, NO_FAULTS, sensorEdges } from "./faults.ts";

const TRIES = 4_000;

function fates(faults: { loss?: number; repeat?: number; reorder?: number }): Fate["type"][] {
  const random = seededRandom("network");
  return Array.from({ length: TRIES }, () => drawFate(random, { ...NO_FAULTS, ...faults }).type);
}

const share = (all: readonly string[], ...wanted: Fate["type"][]): number =>
  all.filter((one) => (wanted as string[]).includes(one)).length / all.length;

describe("the network", () => {
  it("delivers everything where no fault is asked for", () => {
    expect(share(fates({}), "delivered")).toBe(1);
  });

  it("loses as many messages as asked for, half of them only on the way back", () => {
    const lost = fates({ loss: 0.2 });
    expect(share(lost, "request_lost", "answer_lost")).toBeCloseTo(0.2, 1);
    expect(share(lost, "answer_lost")).toBeCloseTo(0.1, 1);
    expect(share(lost, "repeated", "late")).toBe(0);
  });

  it("repeats and delays as many as asked for", () => {
    const mixed = fates({ repeat: 0.3, reorder: 0.5 });
    expect(share(mixed, "repeated")).toBeCloseTo(0.3, 1);
    expect(share(mixed, "late")).toBeCloseTo(0.35, 1);
  });

  it("loses everything at 100 %", () => {
    expect(share(fates({ loss: 1, repeat: 1, reorder: 1 }), "request_lost", "answer_lost")).toBe(1);
  });
});

describe("a sensor", () => {
  it("sees a ball once where it does not bounce", () => {
    const random = seededRandom("sensor");
    expect(
      Array.from({ length: 100 }, () => sensorEdges(random, 0)).every((e) => e.length === 1),
    ).toBe(true);
  });

  it("that bounces sees it three to five times within 70 ms", () => {
    const random = seededRandom("sensor");
    const seen = Array.from({ length: 300 }, () => sensorEdges(random, 1));
    expect(new Set(seen.map(({ length }) => length))).toEqual(new Set([3, 4, 5]));
    expect(Math.max(...seen.flat())).toBeLessThanOrEqual(70);
    expect(seen.every(([first]) => first === 0)).toBe(true);
  });
});

describe("the wait after a failure", () => {
  it("doubles from half a second to ten seconds, less up to half by chance", () => {
    const longest = [1, 2, 3, 4, 5, 6, 20].map((failures) => backOffMs(() => 0.999_999, failures));
    const shortest = [1, 2, 3, 4, 5, 6, 20].map((failures) => backOffMs(() => 0, failures));
    expect(longest.map(Math.round)).toEqual([500, 1_000, 2_000, 4_000, 8_000, 10_000, 10_000]);
    expect(shortest).toEqual([250, 500, 1_000, 2_000, 4_000, 5_000, 5_000]);
  });
});
