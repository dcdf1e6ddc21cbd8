import { describe, expect, it } from "vitest";
import { sampleMatch } from "../testing/samples.ts";
import { railPlaces } from "./bead-places.ts";
import { beadsOf } from "./match-view.ts";

describe("the beads", () => {
  it("are counted towards the middle: red's last ones, blue's first ones", () => {
    const counted = (side: "red" | "blue") =>
      railPlaces(side, 3, 10)
        .filter((bead) => bead.counted)
        .map((bead) => bead.index);
    expect(counted("red")).toEqual([7, 8, 9]);
    expect(counted("blue")).toEqual([0, 1, 2]);
  });

  it.each(["red", "blue"] as const)("of %s never overlap and keep their order", (side) => {
    for (let score = 0; score <= 10; score += 1) {
      const places = railPlaces(side, score, 10).map((bead) => bead.x);
      const steps = places.slice(1).map((x, index) => x - (places[index] ?? 0));
      expect(Math.min(...steps)).toBeGreaterThanOrEqual(20);
    }
  });

  it("of blue lie right of all of red's", () => {
    const reds = railPlaces("red", 10, 10).map((bead) => bead.x + 20);
    const blues = railPlaces("blue", 10, 10).map((bead) => bead.x);
    expect(Math.min(...blues)).toBeGreaterThan(Math.max(...reds));
  });
});

describe("how many beads a side has", () => {
  const { format } = sampleMatch();

  it("is what it takes to win", () => {
    expect(beadsOf(sampleMatch())).toBe(10);
    expect(beadsOf(sampleMatch({ format: { ...format, goalsToWin: 5 } }))).toBe(5);
  });

  it("grows to the cap when a lead of two is needed", () => {
    const tight = { ...format, goalsToWin: 5, winBy: 2, maxGoals: 8 };
    expect(beadsOf(sampleMatch({ format: tight, scoreRed: 4 }))).toBe(5);
    expect(beadsOf(sampleMatch({ format: tight, scoreRed: 5, scoreBlue: 4 }))).toBe(8);
  });

  it("is ten at most", () => {
    expect(beadsOf(sampleMatch({ format: { ...format, goalsToWin: 21 } }))).toBe(10);
  });
});
