import { describe, expect, it } from "vitest";
import { fromLocal, startOfDay, toLocal } from "./zoned-time.ts";

describe("the beginning of a day", () => {
  it.each([
    ["2026-11-23T22:59:00.000Z", "Europe/Paris", "2026-11-22T23:00:00.000Z"],
    ["2026-11-23T23:00:00.000Z", "Europe/Paris", "2026-11-23T23:00:00.000Z"],
    ["2026-11-23T03:00:00.000Z", "America/Montreal", "2026-11-22T05:00:00.000Z"],
    ["2026-03-29T12:00:00.000Z", "Europe/Paris", "2026-03-28T23:00:00.000Z"],
    ["2026-10-25T23:30:00.000Z", "Europe/Paris", "2026-10-25T23:00:00.000Z"],
  ])("of %s in %s is %s", (instant, zone, began) => {
    expect(startOfDay(Date.parse(instant), zone)).toBe(began);
  });
});

describe("a closure's times", () => {
  it.each([
    ["2026-11-23T12:15:00.000Z", "2026-11-23T13:15"],
    ["2026-07-23T12:15:00.000Z", "2026-07-23T14:15"],
    ["2026-12-31T23:30:00.000Z", "2027-01-01T00:30"],
  ])("%s is %s in Paris, and back", (instant, local) => {
    expect(toLocal(instant, "Europe/Paris")).toBe(local);
    expect(fromLocal(local, "Europe/Paris")).toBe(instant);
  });

  it("at an hour that the clock skips are a moment near it", () => {
    const instant = Date.parse(fromLocal("2026-03-29T02:30", "Europe/Paris"));
    const change = Date.parse("2026-03-29T01:00:00.000Z");
    expect(Math.abs(instant - change)).toBeLessThanOrEqual(60 * 60_000);
  });
});
