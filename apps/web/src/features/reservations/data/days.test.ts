import { describe, expect, it } from "vitest";
import { bookableDays, chosenDay, closureReason } from "./days.ts";

const WORKDAY: [string, string][] = [["08:00", "20:00"]];
const venue = {
  timeZone: "Europe/Paris",
  openingHours: {
    ...{ monday: WORKDAY, tuesday: WORKDAY, wednesday: WORKDAY, thursday: WORKDAY },
    ...{ friday: WORKDAY, saturday: [], sunday: [] },
  },
  exceptions: [
    { date: "2026-12-01", hours: [], reason: "Inventaire" },
    { date: "2026-11-28", hours: WORKDAY, reason: "Portes ouvertes" },
  ],
  closures: [{ from: "2026-11-30T00:00:00.000Z", to: "2026-11-30T22:00:00.000Z", reason: "Forum" }],
  policy: { maxDaysAhead: 7 },
};
const FRIDAY_NOON = Date.parse("2026-11-27T11:00:00.000Z");
const FRIDAY_NIGHT = Date.parse("2026-11-27T20:30:00.000Z");

describe("the days one may book", () => {
  it("go from today as far ahead as the venue plans, closed ones named so", () => {
    const days = bookableDays(venue, FRIDAY_NOON);
    expect(days.map(({ date, open }) => `${date.slice(8)} ${open}`)).toEqual([
      "27 true",
      "28 true",
      "29 false",
      "30 false",
      "01 false",
      "02 true",
      "03 true",
      "04 true",
    ]);
    expect(days.map(({ isToday }) => isToday).indexOf(true)).toBe(0);
  });

  it("begin with the venue's day, not the reader's", () => {
    const lateInUtc = Date.parse("2026-11-27T23:30:00.000Z");
    expect(bookableDays(venue, lateInUtc)[0]?.date).toBe("2026-11-28");
  });

  it("show first the day asked for, else the first on which somebody can play", () => {
    const [noon, night] = [FRIDAY_NOON, FRIDAY_NIGHT].map((now) => bookableDays(venue, now));
    expect(chosenDay(noon ?? [], "2026-12-02")?.date).toBe("2026-12-02");
    expect(chosenDay(noon ?? [], "2027-05-05")?.date).toBe("2026-11-27");
    expect(chosenDay(night ?? [], undefined)?.date).toBe("2026-11-28");
  });

  it("say why they are closed where that is known", () => {
    const days = bookableDays(venue, FRIDAY_NOON);
    expect(days.map((day) => closureReason(venue, day))).toEqual([
      ...[null, null, null, "Forum"],
      ...["Inventaire", null, null, null],
    ]);
  });
});
