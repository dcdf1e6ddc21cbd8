import { describe, expect, it } from "vitest";
import { closedStretches, dayOf, windowOf } from "./day-sheet.ts";

const hours: [string, string][] = [["08:00", "20:00"]];
const venue = {
  timeZone: "Europe/Paris",
  openingHours: {
    ...{ monday: hours, tuesday: hours, wednesday: hours, thursday: hours },
    ...{ friday: hours, saturday: hours, sunday: [] },
  },
  exceptions: [],
  closures: [
    {
      from: "2026-11-23T11:00:00.000Z",
      to: "2026-11-23T13:00:00.000Z",
      reason: "Tournoi",
      tableIds: ["one"],
    },
  ],
};
const HOUR = 3_600_000;

describe("the hours of a day that staff look at", () => {
  it("go from opening to closing, and further where somebody has a table then", () => {
    const open = windowOf(venue, "2026-11-23", []);
    expect(open?.hours).toHaveLength(12);
    expect(open?.from).toBe(Date.parse("2026-11-23T07:00:00.000Z"));
    const late = { startsAt: "2026-11-23T19:15:00.000Z", endsAt: "2026-11-23T20:15:00.000Z" };
    expect(windowOf(venue, "2026-11-23", [late])?.hours).toHaveLength(14);
    expect(windowOf(venue, "2026-11-22", [])).toBeNull();
  });

  it.each([
    ["2026-03-29", 23],
    ["2026-10-25", 25],
  ])("know that %s has %i", (date, count) => {
    const { from, to } = dayOf(date, "Europe/Paris");
    expect((to - from) / HOUR).toBe(count);
  });
});

describe("when a table is closed", () => {
  const closed = (tableId: string, date = "2026-11-23") => {
    const at = { from: Date.parse(`${date}T07:00Z`), to: Date.parse(`${date}T19:00Z`) };
    return closedStretches(venue, { date, tableId, window: { ...at, hours: [] } });
  };
  it("is shown on its own row, with the reason, and on no other", () => {
    expect(closed("one")).toEqual([{ from: 4 / 12, to: 6 / 12, reason: "Tournoi" }]);
    expect(closed("other")).toEqual([]);
  });
  it("is all of a day without hours", () => {
    expect(closed("one", "2026-11-22")).toEqual([{ from: 0, to: 1, reason: null }]);
  });
});
