import type { SlotStatus } from "@babyfoot/contract";
import { describe, expect, it } from "vitest";
import { sampleId } from "../../../shared/testing/samples.ts";
import {
  type DaySchedule,
  firstFree,
  freeUntil,
  type ScheduledTable,
  slotAt,
  timetableOf,
} from "./timetable.ts";

const STATUS: Record<string, SlotStatus> = {
  f: "free",
  r: "reserved",
  m: "mine",
  c: "closed",
  p: "past",
};
const NOON = Date.parse("2026-11-23T12:00:00.000Z");
const at = (quarter: number): string => new Date(NOON + quarter * 900_000).toISOString();

/** A table whose quarters of an hour from noon on are written as letters. */
function table(number: number, quarters: string, available = true): ScheduledTable {
  const items = [...quarters].map((letter, index) => ({
    startsAt: at(index),
    endsAt: at(index + 1),
    status: STATUS[letter] ?? "closed",
  }));
  return { id: sampleId(number), code: `T0${number}`, name: `Table ${number}`, available, items };
}

const schedule = (...tables: ScheduledTable[]): DaySchedule => ({
  date: "2026-11-23",
  timeZone: "Europe/Paris",
  tables,
});

describe("a day's timetable", () => {
  it("folds away what is over and what is closed, and marks the fold", () => {
    const day = schedule(table(1, "ppffccff"), table(2, "pprrccfr"));
    const { times } = timetableOf(day, NOON + 2 * 900_000);
    expect(times.map(({ startsAt }) => startsAt)).toEqual([at(2), at(3), at(6), at(7)]);
    expect(times.map(({ afterFold }) => afterFold)).toEqual([false, false, true, false]);
  });

  it("keeps the slot that is going on, and drops one that has ended since it was read", () => {
    const day = schedule(table(1, "fff"));
    expect(timetableOf(day, NOON + 20 * 60_000).times).toHaveLength(2);
  });

  it("sets tables aside that cannot be booked", () => {
    const { tables, unavailable } = timetableOf(
      schedule(table(1, "f"), table(2, "f", false)),
      NOON,
    );
    expect([tables, unavailable].map((some) => some.map(({ code }) => code))).toEqual([
      ["T01"],
      ["T02"],
    ]);
  });

  it("is of one table when one is asked for", () => {
    const day = schedule(table(1, "rrr"), table(2, "fff"));
    const { tables, times } = timetableOf(day, NOON, sampleId(2));
    expect([tables.length, times.length]).toEqual([1, 3]);
  });
});

describe("the first free place", () => {
  it("is the soonest, at the table that stays free longest", () => {
    const day = schedule(table(1, "rfrf"), table(2, "rffr"), table(3, "rrff"));
    const found = firstFree(timetableOf(day, NOON), NOON);
    expect(found).toMatchObject({ table: { code: "T02" }, startsAt: at(1), until: at(3) });
  });

  it("is at the first of tables that are free as long", () => {
    const day = schedule(table(1, "ff"), table(2, "ff"));
    expect(firstFree(timetableOf(day, NOON), NOON)?.table.code).toBe("T01");
  });

  it("is not the slot that has begun", () => {
    expect(firstFree(timetableOf(schedule(table(1, "ff")), NOON + 1), NOON + 1)?.startsAt).toBe(
      at(1),
    );
  });

  it("is none when all is taken", () => {
    expect(firstFree(timetableOf(schedule(table(1, "rmr")), NOON), NOON)).toBeNull();
  });
});

describe("how long a table stays free", () => {
  it.each([
    ["ffrf", 0, 2],
    ["ffff", 1, 4],
    ["frff", 1, 1],
    ["ffcf", 0, 2],
  ])("%s from quarter %d on: until quarter %d", (quarters, from, until) => {
    expect(freeUntil(table(1, quarters).items, at(from))).toBe(at(until));
  });
});

it("finds the slot of a table at a time", () => {
  expect(slotAt(table(1, "fr"), at(1))?.status).toBe("reserved");
  expect(slotAt(table(1, "fr"), at(5))).toBeUndefined();
});
