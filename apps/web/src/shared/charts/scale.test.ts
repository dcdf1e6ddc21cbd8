import { describe, expect, it } from "vitest";
import { filledSpan, monthsBetween, placeOf, roundTop, SHADES, shadeOf } from "./scale.ts";

describe("the scale of a picture", () => {
  it.each([
    [0, 1],
    [0.3, 0.5],
    [1, 1],
    [7, 10],
    [11, 20],
    [2000, 2000],
    [2001, 5000],
  ])("for values up to %d ends at %d", (value, top) => {
    expect(roundTop(value)).toBeCloseTo(top, 9);
  });

  it("places a value between its ends, whatever the value", () => {
    expect(placeOf(1, 4)).toBe(25);
    expect(placeOf(9, 4)).toBe(100);
    expect(placeOf(-1, 4)).toBe(0);
    expect(placeOf(3, 0)).toBe(0);
  });

  it("gives the palest shade to the least, and none to nothing only", () => {
    expect(shadeOf(0, 500)).toBe(0);
    expect(shadeOf(1, 500)).toBe(1);
    expect(shadeOf(500, 500)).toBe(SHADES);
    expect(shadeOf(1, 0)).toBe(0);
  });

  it("shows the hours that were played, and enough of them to be a day", () => {
    const day = { first: 0, last: 23, least: 4 };
    expect(filledSpan([9, 14], day)).toEqual([9, 10, 11, 12, 13, 14]);
    expect(filledSpan([12], day)).toEqual([12, 13, 14, 15]);
    expect(filledSpan([23], day)).toEqual([20, 21, 22, 23]);
    expect(filledSpan([], day)).toEqual([0, 1, 2, 3]);
  });

  it("leaves no month out because nobody played in it", () => {
    expect(monthsBetween("2023-11", "2024-02")).toEqual([
      ...["2023-11", "2023-12", "2024-01", "2024-02"],
    ]);
    expect(monthsBetween("2024-05", "2024-05")).toEqual(["2024-05"]);
    expect(monthsBetween("2024-05", "2024-04")).toEqual([]);
  });
});
