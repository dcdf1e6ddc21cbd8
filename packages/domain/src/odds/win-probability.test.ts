import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  applyEvent,
  FORMATS,
  foldMatch,
  type MatchEvent,
  type MatchFormat,
  type MatchState,
  outcomeOf,
  startMatch,
  winProbability,
} from "../index.ts";
import { anyFormat, someGoals } from "../match/testing/arbitraries.ts";

const house = FORMATS.house;
const toFive = { ...house, goalsToWin: 5 };
const byTwo = { ...toFive, winBy: 2, maxGoals: 8 };
const byTwoForever = { ...house, winBy: 2 };
const international = FORMATS.international;

function at(format: MatchFormat, red: number, blue: number): MatchState {
  const scored = applyEvent(startMatch(format), { type: "score", red, blue });
  if (!scored.ok) throw new Error(scored.code);
  return scored.value;
}

describe("[R31] red's chance to win", () => {
  const vectors: [string, MatchFormat, number, number, number, number][] = [
    ["to ten, slightly better", house, 0.55, 0, 0, 0.671036],
    ["to ten, clearly better", house, 0.6, 0, 0, 0.813908],
    ["to ten, two behind", house, 0.55, 7, 9, 0.166375],
    ["to five", toFive, 0.55, 0, 0, 0.621421],
    ["to seven", { ...house, goalsToWin: 7 }, 0.55, 0, 0, 0.643742],
    ["by two up to eight, level", byTwo, 0.55, 4, 4, 0.593066],
    ["by two up to eight, ahead", byTwo, 0.55, 4, 3, 0.81688],
    ["by two up to eight, the last goal", byTwo, 0.55, 7, 7, 0.55],
    ["by two up to eight, from the start", byTwo, 0.6, 0, 0, 0.752499],
    ["by two without end", byTwoForever, 0.55, 9, 9, 0.59901],
    ["best of five, the last by two", international, 0.55, 0, 0, 0.722628],
    ["best of five, clearly better", international, 0.6, 0, 0, 0.882618],
  ];
  it.each(vectors)("%s", (_name, format, p, red, blue, expected) => {
    expect(Math.abs(winProbability(at(format, red, blue), p) - expected)).toBeLessThan(1e-6);
  });

  const ended: [string, MatchEvent[], number][] = [
    ["is 1 once red has won", goals("red", 10), 1],
    ["is 0 once blue has won", goals("blue", 10), 0],
    ["counts a draw half", [{ type: "finish" }], 0.5],
    ["says nothing of a match given up", [{ type: "abandon", reason: "silence" }], 0.5],
  ];
  it.each(ended)("%s", (_name, events, expected) => {
    expect(winProbability(foldMatch(house, events).state, 0.6)).toBe(expected);
  });

  it("after the first of three sets is that of one more out of two", () => {
    const sets = { ...FORMATS.goalieWar, sets: 3 };
    const one = winProbability(startMatch(FORMATS.goalieWar), 0.55);
    const ahead = foldMatch(sets, goals("red", 5)).state;
    expect(winProbability(ahead, 0.55)).toBeCloseTo(1 - (1 - one) ** 2, 12);
  });

  it("is certain when only one side ever scores", () => {
    for (const format of [house, byTwo, byTwoForever, international]) {
      expect(winProbability(startMatch(format), 1)).toBe(1);
      expect(winProbability(startMatch(format), 0)).toBe(0);
    }
  });
});

describe("[R31] in any format, at any score", () => {
  const chance = fc.double({ min: 0.02, max: 0.98, noNaN: true });

  it("equal teams with equal scores have equal chances", () => {
    fc.assert(
      fc.property(anyFormat, (format) => {
        expect(winProbability(startMatch(format), 0.5)).toBeCloseTo(0.5, 12);
      }),
    );
  });

  it("what red may hope for blue may not", () => {
    fc.assert(
      fc.property(anyFormat, someGoals, chance, (format, events, p) => {
        const never: MatchFormat = { ...format, swap: "never" };
        const mirrored = events.map((event) =>
          event.type === "goal"
            ? ({ type: "goal", side: event.side === "red" ? "blue" : "red" } as const)
            : event,
        );
        const red = winProbability(foldMatch(never, events).state, p);
        const blue = winProbability(foldMatch(never, mirrored).state, 1 - p);
        expect(red + blue).toBeCloseTo(1, 10);
      }),
    );
  });

  it("it is the mean of what the next goal makes of it, so a goal never hurts", () => {
    fc.assert(
      fc.property(anyFormat, someGoals, chance, (format, events, p) => {
        const { state } = foldMatch({ ...format, swap: "never" }, events);
        fc.pre(outcomeOf(state).status === "live");
        const [ifRed, ifBlue] = (["red", "blue"] as const).map((side) => {
          const scored = applyEvent(state, { type: "goal", side });
          return scored.ok ? winProbability(scored.value, p) : Number.NaN;
        });
        const now = winProbability(state, p);
        expect(now).toBeCloseTo(p * (ifRed ?? 0) + (1 - p) * (ifBlue ?? 0), 10);
        expect(ifRed ?? 0).toBeGreaterThanOrEqual(now - 1e-12);
        expect(ifBlue ?? 1).toBeLessThanOrEqual(now + 1e-12);
      }),
    );
  });

  it("it grows with red's chance at each goal", () => {
    fc.assert(
      fc.property(anyFormat, someGoals, chance, chance, (format, events, p, q) => {
        const { state } = foldMatch(format, events);
        const [low, high] = [Math.min(p, q), Math.max(p, q)];
        expect(winProbability(state, low)).toBeLessThanOrEqual(winProbability(state, high) + 1e-12);
      }),
    );
  });
});

function goals(side: "red" | "blue", count: number): MatchEvent[] {
  return Array.from({ length: count }, () => ({ type: "goal", side }));
}
