import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type BookingRules,
  dateAt,
  dayAfter,
  dayPlan,
  instantAt,
  misfitsOf,
  nearestFree,
  openingTimesOf,
  openSpans,
  overlaps,
  overQuota,
  refuseTime,
  slotStates,
  slotsPerWeek,
  without,
} from "../index.ts";
import { everyDay, type Hours, RULES, span, utc } from "./testing/rules.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const ZONE = "Europe/Paris";

/** Days around those on which clocks change, and ordinary ones. */
const dates = fc
  .tuple(fc.constantFrom("2026-03-27", "2026-10-23", "2026-12-30", "2028-02-27"), fc.nat(4))
  .map(([date, days]) => dayAfter(date, days));
const clock = (minutes: number) =>
  `${String(Math.floor(minutes / 60)).padStart(2, "0")}:${String(minutes % 60).padStart(2, "0")}`;
const someHours: fc.Arbitrary<Hours> = fc
  .uniqueArray(fc.integer({ min: 0, max: 96 }), { maxLength: 6 })
  .map((quarters) => {
    const [...ordered] = quarters.sort((a, b) => a - b);
    return Array.from({ length: Math.floor(ordered.length / 2) }, (_, index) => [
      clock((ordered[2 * index] ?? 0) * 15),
      clock((ordered[2 * index + 1] ?? 0) * 15),
    ]) as unknown as Hours;
  });

describe("a day with other hours than its weekday's", () => {
  it("[R15] is open as if every day had those hours, and no other day changes", () => {
    fc.assert(
      fc.property(dates, someHours, someHours, (date, usual, other) => {
        const venue = { ...RULES, openingHours: everyDay(usual) };
        const changed = { ...venue, exceptions: [{ date, hours: other }] };
        const on = (rules: BookingRules, day: string) =>
          openSpans(rules, { first: day, last: day });
        const would = { ...RULES, openingHours: everyDay(other) };
        expect(on(changed, date)).toEqual(on(would, date));
        for (const days of [-1, 1])
          expect(on(changed, dayAfter(date, days))).toEqual(on(venue, dayAfter(date, days)));
      }),
    );
  });

  it.each([
    ["2026-03-29", 23],
    ["2026-10-25", 25],
    ["2026-11-23", 24],
  ])("[R15] %s can be closed whole, or open for all its %i hours", (date, hours) => {
    const closed = { ...RULES, exceptions: [{ date, hours: [] }] };
    expect(openSpans(closed, { first: date, last: date })).toEqual([]);
    const all: Hours = [["00:00", "24:00"]];
    const [open] = openSpans(
      { ...closed, exceptions: [{ date, hours: all }] },
      { first: date, last: date },
    );
    expect(((open?.to ?? 0) - (open?.from ?? 0)) / HOUR).toBe(hours);
  });

  it("[R15] is kept to by whoever books, and by the nearest free times", () => {
    const now = utc("2026-11-23T08:00:00Z");
    const hours: Hours = [["10:00", "14:00"]];
    const rules = { ...RULES, exceptions: [{ date: "2026-11-24", hours }] };
    expect(refuseTime(rules, span("2026-11-24T08:45:00Z", 15), now)).toBe("outside_opening_hours");
    expect(refuseTime(rules, span("2026-11-24T12:45:00Z", 15), now)).toBeNull();
    const wished = utc("2026-11-24T13:00:00Z");
    const [nearest] = nearestFree(rules, { wished, durationMinutes: 30, held: [], now });
    expect(nearest).toBe(utc("2026-11-24T12:30:00Z"));
  });
});

describe("a closure of some tables", () => {
  const closure = (from: number, minutes: number, tableIds?: string[]) => ({
    from: new Date(from).toISOString(),
    to: new Date(from + minutes * MINUTE).toISOString(),
    ...(tableIds && { tableIds }),
  });

  it("[R16] closes them and no others; what closes the venue closes all, on days on which clocks change too", () => {
    const closures = fc.array(
      fc.tuple(fc.nat(3 * 24 * 4), fc.integer({ min: 1, max: 600 }), fc.nat(2)),
      { maxLength: 6 },
    );
    fc.assert(
      fc.property(dates, someHours, closures, (date, hours, given) => {
        const base = instantAt({ date: dayAfter(date, -1), minutes: 0 }, ZONE);
        const tables = [undefined, ["one"], ["one", "other"]];
        const planned = {
          ...RULES,
          openingHours: everyDay(hours),
          closures: given.map(([quarter, minutes, whose]) =>
            closure(base + quarter * 15 * MINUTE, minutes, tables[whose]),
          ),
        };
        const days = { first: date, last: date };
        const hoursOf = openSpans({ ...planned, closures: [] }, days);
        const left = (which: (tableIds: string[] | undefined) => boolean) =>
          hoursOf.flatMap((open) =>
            without(
              open,
              planned.closures
                .filter(({ tableIds }) => which(tableIds))
                .map(({ from, to }) => ({ from: Date.parse(from), to: Date.parse(to) })),
            ),
          );
        expect(openSpans(openingTimesOf(planned), days)).toEqual(left((ids) => ids === undefined));
        for (const table of ["one", "other"])
          expect(openSpans(openingTimesOf(planned, table), days)).toEqual(
            left((ids) => ids === undefined || ids.includes(table)),
          );
      }),
    );
  });

  it("[R16] shows as closed in the day of the table", () => {
    const planned = {
      ...RULES,
      closures: [closure(utc("2026-11-23T17:00:00Z"), 60, ["one"])],
    };
    const closedOf = (table: string) => {
      const plan = dayPlan({ ...RULES, ...openingTimesOf(planned, table) }, "2026-11-23");
      const states = slotStates(plan, { held: [], now: 0 });
      return states.slice(4 * 18, 4 * 19);
    };
    expect(new Set(closedOf("one"))).toEqual(new Set(["closed"]));
    expect(new Set(closedOf("other"))).toEqual(new Set(["free"]));
  });
});

describe("what a change of rules does to what is reserved", () => {
  it("[R18] names everything that no longer fits", () => {
    const closures = [span("2026-11-23T12:00:00Z", 60)];
    const rules = { ...RULES, closures, slotMinutes: 20 };
    const fits = (from: string, minutes: number) => misfitsOf(rules, span(from, minutes));
    expect(fits("2026-11-23T10:20:00Z", 20)).toEqual([]);
    expect(fits("2026-11-23T12:40:00Z", 20)).toEqual(["closed"]);
    expect(fits("2026-11-23T18:40:00Z", 40)).toEqual(["outside_opening_hours"]);
    expect(fits("2026-11-23T10:15:00Z", 75)).toEqual(["too_long", "not_on_slot_boundary"]);
  });

  it("[R18] finds nothing wrong with what could be booked, and something with all else that stays", () => {
    const now = utc("2026-11-23T00:00:00Z");
    fc.assert(
      fc.property(fc.nat(4 * 24 * 4), fc.integer({ min: 1, max: 8 }), (quarter, length) => {
        const rules = { ...RULES, closures: [span("2026-11-24T12:00:00Z", 90)] };
        const from = now + quarter * 15 * MINUTE;
        const wished = { from, to: from + length * 15 * MINUTE };
        expect(misfitsOf(rules, wished).length === 0).toBe(refuseTime(rules, wished, now) === null);
        if (misfitsOf(rules, wished).includes("closed"))
          expect(rules.closures.some((one) => overlaps(one, wished))).toBe(true);
      }),
    );
  });

  it("[R18] counts the last of somebody's as too many, of all and of a day", () => {
    const three = ["2026-11-23T10:00:00Z", "2026-11-23T12:00:00Z", "2026-11-24T10:00:00Z"];
    const over = (rules: BookingRules) =>
      overQuota(
        rules,
        three.map((from) => span(from, 30)),
      );
    expect(over(RULES)).toEqual([false, false, true]);
    expect(over({ ...RULES, maxActiveReservations: 3, maxMinutesPerDay: 45 })).toEqual([
      false,
      true,
      false,
    ]);
    expect(dateAt(utc("2026-11-23T10:00:00Z"), ZONE)).toBe("2026-11-23");
  });

  it("[R18] an ordinary week has its slots, whatever is closed", () => {
    expect(slotsPerWeek(RULES)).toBe(7 * 48);
    expect(slotsPerWeek({ ...RULES, slotMinutes: 25 })).toBe(7 * 28);
    expect(slotsPerWeek({ ...RULES, closures: [{ from: 0, to: utc("2030-01-01T00:00Z") }] })).toBe(
      7 * 48,
    );
  });
});
