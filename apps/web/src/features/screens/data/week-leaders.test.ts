import { describe, expect, it } from "vitest";
import { turnAt, weekLeadersOf } from "./week-leaders.ts";

const person = (number: number) => ({
  ...{ rank: number, tied: false, playerId: `p${number}`, displayName: `Joueuse ${number}` },
  games: 10,
});
const scorer = (number: number, goals: number) => ({ ...person(number), goals, goalsPerGame: 1 });
const nobody = { items: [] };

describe("the week's leaders on the hall's screen", () => {
  it("are the first three of what there is something to say of", () => {
    const scorers = { items: [5, 4, 3, 2].map((goals, index) => scorer(index, goals)) };
    const shown = weekLeadersOf({ scorers, best: nobody, defenders: undefined });
    expect(shown.map(({ kind }) => kind)).toEqual(["scorers"]);
    expect(shown[0]?.people.map(({ value }) => value)).toEqual([5, 4, 3]);
  });

  it("are never somebody with nothing", () => {
    const scorers = { items: [scorer(1, 2), scorer(2, 0)] };
    const shown = weekLeadersOf({ scorers, best: nobody, defenders: nobody });
    expect(shown[0]?.people.map(({ name }) => name)).toEqual(["Joueuse 1"]);
    const quiet = { items: [scorer(1, 0)] };
    expect(weekLeadersOf({ scorers: quiet, best: nobody, defenders: nobody })).toEqual([]);
  });

  it("take turns, each as long as the others", () => {
    expect([0, 9, 10, 19, 20, 30].map((now) => turnAt(now, 3, 10))).toEqual([0, 0, 1, 1, 2, 0]);
    expect(turnAt(12345, 0, 10)).toBe(0);
  });
});
