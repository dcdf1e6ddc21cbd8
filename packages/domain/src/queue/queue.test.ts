import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { FORMATS } from "../match/formats.ts";
import { goalsLeft } from "../odds/goals-left.ts";
import { secondsAGoal, secondsLeft, secondsOfMatch } from "./pace.ts";
import { type PatienceStep, shareGivingUp, stillWaiting } from "./patience.ts";
import { turnUntil } from "./turn.ts";
import { expectedWaits, type TableAhead } from "./waits.ts";

const MINUTE = 60_000;
const standing = (red: number, blue: number) => ({
  format: FORMATS.house,
  red,
  blue,
  setsRed: 0,
  setsBlue: 0,
});

describe("goals to go", () => {
  it("are those that are missing when only one side scores", () => {
    expect(goalsLeft(standing(0, 0), 1)).toBe(10);
    expect(goalsLeft(standing(7, 3), 1)).toBe(3);
    expect(goalsLeft(standing(7, 3), 0)).toBe(7);
    expect(goalsLeft(standing(10, 3), 0.5)).toBe(0);
  });

  it("are one where the next goal decides", () => {
    expect(goalsLeft(standing(9, 9), 0.5)).toBe(1);
  });

  it("are two between equals one short of the end: half the time one, half the time one more", () => {
    // 9–8: with ½ over at once, else 9–9 and one more.
    expect(goalsLeft(standing(9, 8), 0.5)).toBe(1.5);
  });

  it("of a match of several sets count those of the sets to come", () => {
    const match = { format: FORMATS.bestOfThree, red: 0, blue: 0, setsRed: 1, setsBlue: 0 };
    expect(goalsLeft(match, 1)).toBe(5);
    expect(goalsLeft({ ...match, setsRed: 0 }, 1)).toBe(10);
  });

  it("are never more than can fall", () => {
    const goals = fc.integer({ min: 0, max: 9 });
    fc.assert(
      fc.property(goals, goals, fc.double({ min: 0, max: 1, noNaN: true }), (red, blue, p) => {
        const left = goalsLeft(standing(red, blue), p);
        expect(left).toBeGreaterThanOrEqual(Math.min(10 - red, 10 - blue) - 1e-9);
        expect(left).toBeLessThanOrEqual(19 - red - blue + 1e-9);
      }),
    );
  });
});

describe("the time a match takes", () => {
  const slow = { goals: 400, seconds: 400 * 60 };
  it("is what the table's history says, once there is one", () => {
    expect(secondsAGoal({ goals: 0, seconds: 0 })).toBe(35);
    expect(secondsAGoal(slow)).toBeGreaterThan(55);
    expect(secondsOfMatch(FORMATS.house, slow)).toBeGreaterThan(14 * 55);
  });

  it("[Q7] follows the match's own pace the further it has come", () => {
    const quick = { ...standing(5, 4), elapsedSeconds: 90 };
    const usual = { ...standing(5, 4), elapsedSeconds: 9 * 58 };
    expect(secondsLeft(quick, slow)).toBeLessThan(secondsLeft(usual, slow));
    expect(secondsLeft({ ...standing(9, 9), elapsedSeconds: 0 }, slow)).toBeLessThan(60);
  });
});

const table = (
  id: string,
  freeInMinutes: number,
  change: Partial<TableAhead> = {},
): TableAhead => ({
  id,
  freeAt: freeInMinutes * MINUTE,
  held: [],
  turnMs: 10 * MINUTE,
  ...change,
});
const waitsOf = (tables: TableAhead[], waiting: (string | null)[], giveUp: number[] = []) =>
  expectedWaits({
    giveUp,
    now: 0,
    tables,
    waiting: waiting.map((tableId) => ({ tableId })),
    shortestMs: 10 * MINUTE,
  }).map((wait) => (wait === null ? null : wait / MINUTE));

describe("how long one waits", () => {
  it("[Q7] is until the first of one's tables is free, each before one taking a turn", () => {
    const two = [table("a", 4), table("b", 7)];
    expect(waitsOf(two, [null, null, null])).toEqual([4, 7, 14]);
    expect(waitsOf(two, ["b", null, "b"])).toEqual([7, 4, 17]);
    expect(waitsOf([table("a", -3)], [null])).toEqual([0]);
  });

  it("[Q7] is longer where a reservation leaves too little time before it", () => {
    const held = [{ from: 10 * MINUTE, to: 40 * MINUTE }];
    expect(waitsOf([table("a", 4, { held })], [null])).toEqual([40]);
    expect(waitsOf([table("a", 0, { held })], [null, null])).toEqual([0, 40]);
  });

  it("[Q7] is shorter where many give up: who has left by then takes no turn", () => {
    // Nobody leaves in the first five minutes, half of those there in the next: the third takes half a turn.
    expect(waitsOf([table("a", 0)], [null, null, null, null], [0, 0.5, 0])).toEqual([
      0, 10, 15, 20,
    ]);
  });

  it("[Q7] people stay as long as those before them did, as far as it is known", () => {
    const share = (minutes: number, steps: PatienceStep[]) =>
      stillWaiting(shareGivingUp(steps), minutes * MINUTE);
    const many = 100_000;
    const steps = [
      { waited: many, gaveUp: 0 },
      { waited: many, gaveUp: many / 2 },
      { waited: many / 2, gaveUp: many / 4 },
    ];
    expect(share(5, steps)).toBeCloseTo(1, 3);
    expect(share(10, steps)).toBeCloseTo(0.5, 3);
    expect(share(15, steps)).toBeCloseTo(0.25, 3);
    expect(share(20, steps)).toBeCloseTo(0.125, 3);
    expect(share(60, [])).toBe(1);
    // Nothing is known: as if an hour on average.
    expect(share(60, [{ waited: 0, gaveUp: 0 }])).toBeCloseTo(Math.exp(-1), 3);
  });

  it("is not known where no table can be had", () => {
    expect(waitsOf([table("a", 4)], ["gone", null])).toEqual([null, 4]);
    expect(waitsOf([], [null])).toEqual([null]);
  });

  it("[Q7] never shortens as more wait before one", () => {
    const tables = fc.array(fc.integer({ min: 0, max: 30 }), { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(tables, fc.integer({ min: 1, max: 12 }), (free, count) => {
        const all = free.map((minutes, index) => table(`t${index}`, minutes));
        const waits = waitsOf(
          all,
          Array.from({ length: count }, () => null),
        );
        expect(waits).toEqual([...waits].sort((a, b) => Number(a) - Number(b)));
      }),
    );
  });
});

const open = [["08:00", "20:00"]] as const;
const RULES = {
  timeZone: "Europe/Paris",
  openingHours: {
    monday: open,
    tuesday: open,
    wednesday: open,
    thursday: open,
    friday: open,
    saturday: [],
    sunday: [["00:00", "24:00"]] as const,
  },
  exceptions: [],
  closures: [],
  slotMinutes: 15,
  maxReservationMinutes: 60,
};

describe("a turn", () => {
  // A Monday, an hour ahead of UTC.
  const at = (time: string) => Date.parse(`2026-11-23T${time}:00+01:00`);
  const untilOf = (time: string, heldFrom: string | null = null) => {
    const until = turnUntil(RULES, {
      now: at(time),
      heldFrom: heldFrom === null ? null : at(heldFrom),
    });
    return until === null ? null : new Date(until).toISOString().slice(11, 16);
  };

  it("[Q3] ends with the slot under way, or the next when little is left of it", () => {
    expect(untilOf("12:00")).toBe("11:15");
    expect(untilOf("12:05")).toBe("11:15");
    expect(untilOf("12:06")).toBe("11:30");
    expect(untilOf("12:14")).toBe("11:30");
  });

  it("[Q3] ends before what is reserved, and is not worth it when that is too soon", () => {
    expect(untilOf("12:06", "12:30")).toBe("11:30");
    expect(untilOf("12:06", "12:20")).toBe("11:20");
    expect(untilOf("12:06", "12:15")).toBeNull();
  });

  it("[Q3] is within the opening hours", () => {
    expect(untilOf("07:59")).toBeNull();
    expect(untilOf("19:48")).toBe("19:00");
    expect(untilOf("19:51")).toBeNull();
    expect(untilOf("20:00")).toBeNull();
  });

  it("[Q3] is of whole minutes, also where the venue's longest reservation ends it", () => {
    const rules = { ...RULES, maxReservationMinutes: 10 };
    const until = turnUntil(rules, { now: at("12:06") + 30_123, heldFrom: null });
    expect(until).toBe(at("12:16"));
    const closure = { from: at("12:25") + 7_000, to: at("13:00") };
    const closed = { ...RULES, closures: [closure] };
    expect(turnUntil(closed, { now: at("12:06"), heldFrom: null })).toBe(at("12:25"));
  });

  it("[Q3] [F18] knows the hour that comes twice, and the one that is skipped", () => {
    // On 25 October 2026 clocks go back at 3:00, on 29 March at 2:00 they go forward.
    const second = Date.parse("2026-10-25T02:50:00+01:00");
    expect(turnUntil(RULES, { now: second, heldFrom: null })).toBe(second + 10 * MINUTE);
    const skipped = Date.parse("2026-03-29T01:52:00+01:00");
    expect(turnUntil(RULES, { now: skipped, heldFrom: null })).toBe(
      Date.parse("2026-03-29T03:15:00+02:00"),
    );
  });
});
