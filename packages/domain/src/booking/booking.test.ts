import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type BookingRules,
  dayPlan,
  type Held,
  instantAt,
  nearestFree,
  overlaps,
  refuseQuota,
  refuseTime,
  type Span,
  slotStates,
  suspendedUntil,
  without,
} from "../index.ts";
import { everyDay, RULES, span, utc } from "./testing/rules.ts";

const HOUR = 3_600_000;
const MINUTE = 60_000;
const DAY = 24 * HOUR;
const always = [["00:00", "24:00"]] as const;

/** The slots of a day with what each is. */
function daySchedule(
  venue: BookingRules,
  { date, ...asked }: { date: string; held: Held[]; now: number },
) {
  const plan = dayPlan(venue, date);
  const states = slotStates(plan, asked);
  return plan.slots.map((slot, index) => ({ slot, state: states[index] }));
}

describe("a day of slots", () => {
  const count = (date: string, slotMinutes = 15) => {
    const venue = { ...RULES, slotMinutes, openingHours: everyDay(always) };
    const slots = daySchedule(venue, { date, held: [], now: 0 });
    return [slots.length, new Set(slots.map(({ state }) => state))];
  };
  it.each([
    ["an ordinary day", "2026-11-23", 96],
    ["the day with 23 hours", "2026-03-29", 92],
    ["the day with 25 hours", "2026-10-25", 100],
    ["a leap day", "2028-02-29", 96],
    ["the last day of the year", "2026-12-31", 96],
  ])("[R3] %s has its quarters of an hour", (_name, date, slots) => {
    expect(count(date)).toEqual([slots, new Set(["free"])]);
  });

  it("[R3] slots begin and end where the clock says, on the days it changes too", () => {
    const open = (date: string) => {
      const slots = daySchedule(RULES, { date, held: [], now: 0 });
      const free = slots.filter(({ state }) => state === "free").map(({ slot }) => slot);
      return [free.length, free[0]?.from, free.at(-1)?.to];
    };
    for (const date of ["2026-03-28", "2026-03-29", "2026-10-25"])
      expect(open(date)).toEqual([
        48,
        instantAt({ date, minutes: 480 }, RULES.timeZone),
        instantAt({ date, minutes: 1200 }, RULES.timeZone),
      ]);
  });

  it("[R3] says of each slot whether it is past, mine, somebody's, closed or free", () => {
    const at = (time: string) => utc(`2026-11-23T${time}:00Z`);
    const closures = [{ from: at("12:00"), to: at("12:30") }];
    const held = [
      { from: at("11:00"), to: at("11:15"), mine: true },
      { from: at("11:15"), to: at("11:45"), mine: false },
    ];
    const now = at("10:50");
    const slots = daySchedule({ ...RULES, closures }, { date: "2026-11-23", held, now });
    const states = slots.filter(({ slot }) => slot.from >= at("10:30") && slot.to <= at("12:45"));
    expect(states.map(({ state }) => state)).toEqual([
      "past",
      "free",
      "mine",
      "reserved",
      "reserved",
      "free",
      "closed",
      "closed",
      "free",
    ]);
  });
});

describe("slots under what is held", () => {
  it("[R3] are spoken for exactly where something held overlaps what is left of them", () => {
    const base = instantAt({ date: "2026-11-23", minutes: 0 }, RULES.timeZone);
    const minute = fc.integer({ min: -120, max: 26 * 60 });
    const length = fc.integer({ min: 1, max: 180 });
    const holds = fc.array(fc.tuple(minute, length, fc.boolean()), { maxLength: 12 });
    const venue = { ...RULES, openingHours: everyDay(always) };
    fc.assert(
      fc.property(minute, holds, (nowAt, given) => {
        const now = base + nowAt * MINUTE;
        const held = given.map(([at, minutes, mine]) => {
          const from = base + at * MINUTE;
          return { from, to: from + minutes * MINUTE, mine };
        });
        for (const { slot, state } of daySchedule(venue, { date: "2026-11-23", held, now })) {
          const left = { from: Math.max(slot.from, now), to: slot.to };
          const holders = held.filter((one) => overlaps(one, left));
          if (slot.to <= now) expect(state).toBe("past");
          else if (holders.some((one) => one.mine)) expect(state).toBe("mine");
          else expect(state).toBe(holders.length > 0 ? "reserved" : "free");
        }
      }),
    );
  });
});

describe("what may be reserved", () => {
  const now = utc("2026-11-23T10:07:00Z");
  const refused: [string, Span, string | null][] = [
    ["a slot ahead", span("2026-11-23T10:15:00Z", 15), null],
    ["the slot that has begun", span("2026-11-23T10:00:00Z", 30), null],
    ["one that is over", span("2026-11-23T09:45:00Z", 30), "in_the_past"],
    ["an odd minute", span("2026-11-23T10:20:00Z", 15), "not_on_slot_boundary"],
    ["an odd second", span("2026-11-23T10:15:01Z", 15), "not_on_slot_boundary"],
    ["an odd length", span("2026-11-23T10:15:00Z", 20), "not_on_slot_boundary"],
    ["the longest", span("2026-11-23T10:15:00Z", 60), null],
    ["longer", span("2026-11-23T10:15:00Z", 75), "too_long"],
    ["the last day ahead", span("2026-11-30T18:45:00Z", 15), null],
    ["a day more", span("2026-12-01T07:00:00Z", 15), "too_far_ahead"],
    ["up to closing time", span("2026-11-23T18:45:00Z", 15), null],
    ["over closing time", span("2026-11-23T18:45:00Z", 30), "outside_opening_hours"],
    ["before opening", span("2026-11-24T06:45:00Z", 15), "outside_opening_hours"],
  ];
  it.each(refused)("[R4] %s", (_name, wished, code) => {
    expect(refuseTime(RULES, wished, now)).toBe(code);
  });

  it("[R4] nothing in a closure, all around it", () => {
    const rules = { ...RULES, closures: [span("2026-11-23T12:00:00Z", 60)] };
    expect(refuseTime(rules, span("2026-11-23T12:45:00Z", 15), now)).toBe("outside_opening_hours");
    expect(refuseTime(rules, span("2026-11-23T11:45:00Z", 15), now)).toBeNull();
    expect(refuseTime(rules, span("2026-11-23T13:00:00Z", 15), now)).toBeNull();
  });

  it("[R4] over midnight where the venue stays open", () => {
    const rules = { ...RULES, openingHours: everyDay(always) };
    expect(refuseTime(rules, span("2026-11-23T22:45:00Z", 30), now)).toBeNull();
  });

  it("[R5] as many upcoming and as many minutes a day as the venue allows", () => {
    const half = span("2026-11-23T12:00:00Z", 30);
    const ask = (upcoming: number, minutesSameDay: number) =>
      refuseQuota(RULES, half, { upcoming, minutesSameDay });
    expect(ask(1, 30)).toBeNull();
    expect(ask(2, 0)).toBe("too_many_reservations");
    expect(ask(0, 31)).toBe("daily_limit");
  });
});

describe("the nearest free times", () => {
  const now = utc("2026-11-23T08:00:00Z");
  const ask = (wished: string, held: Span[], durationMinutes = 30) =>
    nearestFree(RULES, { wished: utc(wished), durationMinutes, held, now }).map((instant) =>
      new Date(instant).toISOString().slice(11, 16),
    );
  it("[R6] are before and after, the later first of two as near", () => {
    expect(ask("2026-11-23T12:00:00Z", [span("2026-11-23T12:00:00Z", 30)])).toEqual([
      "12:30",
      "11:30",
      "12:45",
    ]);
  });
  it("[R6] leave out what is too short, and pass into the next morning", () => {
    const held = [span("2026-11-23T08:15:00Z", 11 * 60 - 30), span("2026-11-24T07:00:00Z", 30)];
    expect(ask("2026-11-23T17:45:00Z", held)).toEqual(["07:30", "07:45", "08:00"]);
  });

  it("[R6] are always bookable, never overlap what is held, and none nearer is left out", () => {
    const starts = fc.integer({ min: 0, max: 3 * 96 });
    const held = fc.array(fc.tuple(starts, fc.integer({ min: 1, max: 4 })), { maxLength: 60 });
    const base = utc("2026-11-22T23:00:00Z");
    fc.assert(
      fc.property(starts, held, (slot, taken) => {
        const spans = taken.map(([from, slots]) => ({
          from: base + from * 15 * MINUTE,
          to: base + (from + slots) * 15 * MINUTE,
        }));
        const wished = base + slot * 15 * MINUTE;
        const found = nearestFree(RULES, { wished, durationMinutes: 30, held: spans, now });
        for (const from of found) {
          const whole = { from, to: from + 30 * MINUTE };
          expect(refuseTime(RULES, whole, now)).toBeNull();
          expect(spans.some((one) => overlaps(one, whole))).toBe(false);
        }
        const farthest = Math.abs((found[2] ?? Number.POSITIVE_INFINITY) - wished);
        for (let from = wished - 6 * HOUR; from <= wished + 6 * HOUR; from += 15 * MINUTE) {
          const whole = { from, to: from + 30 * MINUTE };
          const could =
            from > now &&
            refuseTime(RULES, whole, now) === null &&
            !spans.some((one) => overlaps(one, whole));
          if (could && Math.abs(from - wished) < farthest) expect(found).toContain(from);
        }
      }),
    );
  });
});

describe("spans", () => {
  it("without others are what the others leave", () => {
    const some = fc.array(
      fc
        .tuple(fc.integer({ min: 0, max: 50 }), fc.integer({ min: 1, max: 20 }))
        .map(([from, length]) => ({ from, to: from + length })),
      { maxLength: 8 },
    );
    fc.assert(
      fc.property(some, (others) => {
        const left = without({ from: 0, to: 60 }, others);
        for (let unit = 0; unit < 60; unit += 1) {
          const one = { from: unit, to: unit + 1 };
          const covered = others.some((other) => overlaps(other, one));
          expect(left.some((span) => overlaps(span, one))).toBe(!covered);
        }
      }),
    );
  });
});

describe("unclaimed reservations", () => {
  const rules = { strikes: 3, withinDays: 30, days: 7 };
  const until = (days: number[], now: number) =>
    suspendedUntil(
      rules,
      days.map((day) => day * DAY),
      now * DAY,
    );
  it("[R12] three in thirty days close booking for seven, which ends by itself", () => {
    expect(until([1, 2], 3)).toBeNull();
    expect(until([1, 2, 31], 32)).toBe(38 * DAY);
    expect(until([1, 2, 32], 33)).toBeNull();
    expect(until([1, 2, 3], 9.9)).toBe(10 * DAY);
    expect(until([1, 2, 3], 10)).toBeNull();
    expect(until([1, 2, 3, 9], 12)).toBe(16 * DAY);
  });
});
