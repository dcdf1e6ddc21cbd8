import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { dateAt, dayAfter, instantAt, sameTimeAfter } from "../index.ts";

const PARIS = "Europe/Paris";
const at = (date: string, time: string, which?: "first" | "second") => {
  const [hours = 0, minutes = 0] = time.split(":").map(Number);
  return new Date(instantAt({ date, minutes: hours * 60 + minutes }, PARIS, which)).toISOString();
};

describe("the clock of a venue", () => {
  it.each([
    ["2026-01-15", "12:00", "2026-01-15T11:00:00.000Z"],
    ["2026-07-15", "12:00", "2026-07-15T10:00:00.000Z"],
    ["2026-12-31", "24:00", "2026-12-31T23:00:00.000Z"],
    ["2028-02-29", "08:00", "2028-02-29T07:00:00.000Z"],
    ["2026-03-29", "01:59", "2026-03-29T00:59:00.000Z"],
    ["2026-03-29", "03:00", "2026-03-29T01:00:00.000Z"],
    ["2026-10-25", "01:00", "2026-10-24T23:00:00.000Z"],
    ["2026-10-25", "03:00", "2026-10-25T02:00:00.000Z"],
  ])("on %s at %s it is %s", (date, time, expected) => {
    expect(at(date, time)).toBe(expected);
  });

  it("takes a time that spring skips as much later as the clock jumps", () => {
    expect(at("2026-03-29", "02:30")).toBe("2026-03-29T01:30:00.000Z");
  });

  it("knows both of the times that autumn shows twice", () => {
    expect(at("2026-10-25", "02:30", "first")).toBe("2026-10-25T00:30:00.000Z");
    expect(at("2026-10-25", "02:30", "second")).toBe("2026-10-25T01:30:00.000Z");
  });

  it("counts days over months, years and leap days", () => {
    expect(dayAfter("2028-02-28", 1)).toBe("2028-02-29");
    expect(dayAfter("2027-02-28", 1)).toBe("2027-03-01");
    expect(dayAfter("2026-12-31", 1)).toBe("2027-01-01");
    expect(dayAfter("2026-03-01", -1)).toBe("2026-02-28");
  });

  it("shows the same time a week later, over a change of the clock too", () => {
    const weekAfter = (instant: string) =>
      new Date(sameTimeAfter(Date.parse(instant), 7, PARIS)).toISOString();
    expect(weekAfter("2026-10-23T12:30:00Z")).toBe("2026-10-30T13:30:00.000Z");
    expect(weekAfter("2026-03-25T12:30:00Z")).toBe("2026-04-01T11:30:00.000Z");
    expect(weekAfter("2026-12-28T23:15:00Z")).toBe("2027-01-04T23:15:00.000Z");
  });

  it("begins each day where the one before it ends, in every zone", () => {
    const zones = fc.constantFrom(
      PARIS,
      "America/Guadeloupe",
      "Australia/Lord_Howe",
      "Africa/Cairo",
      "Asia/Kathmandu",
    );
    const days = fc.integer({ min: 0, max: 3_000 }).map((n) => dayAfter("2024-01-01", n));
    fc.assert(
      fc.property(zones, days, (zone, date) => {
        const start = instantAt({ date, minutes: 0 }, zone);
        const end = instantAt({ date, minutes: 1440 }, zone);
        expect(dateAt(start, zone)).toBe(date);
        expect(dateAt(end - 1, zone)).toBe(date);
        expect(dateAt(end, zone)).toBe(dayAfter(date, 1));
      }),
    );
  });
});
