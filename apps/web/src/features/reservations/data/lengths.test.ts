import { describe, expect, it } from "vitest";
import { endOf, lengthsBetween, usualLength } from "./lengths.ts";

const NOON = "2026-11-23T12:00:00.000Z";
const HOUSE = { slotMinutes: 15, maxReservationMinutes: 60 };

describe("the lengths that can be booked", () => {
  it.each([
    [30, [15, 30]],
    [60, [15, 30, 45, 60]],
    [120, [15, 30, 45, 60]],
    [0, []],
  ])("with %d min free", (free, lengths) => {
    expect(lengthsBetween(NOON, endOf(NOON, free), HOUSE)).toEqual(lengths);
  });

  it("follow the venue's slots", () => {
    const rules = { slotMinutes: 20, maxReservationMinutes: 50 };
    expect(lengthsBetween(NOON, endOf(NOON, 60), rules)).toEqual([20, 40]);
  });
});

it.each([
  [[15, 30, 45, 60], 30],
  [[15], 15],
  [[20, 40], 20],
  [[45, 90], 45],
])("offers of %j minutes first %d", (lengths, usual) => {
  expect(usualLength(lengths)).toBe(usual);
});
