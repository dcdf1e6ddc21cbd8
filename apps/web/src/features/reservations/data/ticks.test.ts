import { expect, it } from "vitest";
import { hoursOf, ticksOf } from "./ticks.ts";

const time = (clock: string, afterFold = false) => ({
  startsAt: `2026-11-23T${clock}:00.000Z`,
  endsAt: "2026-11-23T23:00:00.000Z",
  afterFold,
});
const clockOf = (instant: string) => instant.slice(11, 16);

it("writes hours once over their slots, and anew after what is folded away", () => {
  const times = [time("11:45"), time("12:00"), time("12:15"), time("12:45", true), time("13:00")];
  const ticks = ticksOf(times, clockOf);
  expect(ticks.map(({ edge }) => edge)).toEqual([null, "hour", null, "fold", "hour"]);
  expect(hoursOf(ticks).map(({ hour, count }) => `${hour} ${count}`)).toEqual([
    "11 1",
    "12 2",
    "12 1",
    "13 1",
  ]);
});
