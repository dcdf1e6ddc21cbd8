import { describe, expect, it } from "vitest";
import { CLOCKS, isPauseTooLong, isPossessionTooLong, type Pause, type Rod } from "../index.ts";

describe("the clocks of the international rules", () => {
  const possessions: [Rod, number, boolean][] = [
    ["five", 10_000, false],
    ["five", 10_001, true],
    ["goal", 15_000, false],
    ["goal", 15_001, true],
    ["two", 15_000, false],
    ["two", 15_001, true],
    ["three", 15_000, false],
    ["three", 15_001, true],
    ["five", 0, false],
  ];
  it.each(possessions)("the %s-rod held for %i ms: too long is %s", (rod, heldMs, tooLong) => {
    expect(isPossessionTooLong(rod, heldMs)).toBe(tooLong);
  });

  const pauses: [Pause, number, boolean][] = [
    ["between_points", 5_000, false],
    ["between_points", 5_001, true],
    ["between_sets", 90_000, false],
    ["between_sets", 90_001, true],
    ["time_out", 30_000, false],
    ["time_out", 30_001, true],
  ];
  it.each(pauses)("a pause %s of %i ms: too long is %s", (pause, lastedMs, tooLong) => {
    expect(isPauseTooLong(pause, lastedMs)).toBe(tooLong);
  });

  it("are data that a display can count down", () => {
    expect(CLOCKS).toMatchObject({ betweenPointsSeconds: 5, timeOutSeconds: 30 });
  });
});
