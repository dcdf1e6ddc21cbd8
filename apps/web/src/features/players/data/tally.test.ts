import { describe, expect, it } from "vitest";
import { mostPlayed, winShareOf } from "./tally.ts";

const tally = (wins: number, draws: number, losses: number, unknown = 0) => ({
  ...{ wins, draws, losses },
  games: wins + draws + losses + unknown,
});

describe("how often somebody wins", () => {
  it("counts a draw as half a win, and leaves out games of which nobody knows", () => {
    expect(winShareOf(tally(5, 2, 3))).toBe(0.6);
    expect(winShareOf(tally(1, 0, 1, 98))).toBe(0.5);
  });

  it("is not known without a decided game", () => {
    expect(winShareOf(tally(0, 0, 0, 3))).toBeNull();
  });

  it("is shown for those one plays with most, and the list is left as it was", () => {
    const list = [tally(1, 0, 0), tally(3, 0, 3), tally(0, 0, 2)];
    expect(mostPlayed(list, 2).map(({ games }) => games)).toEqual([6, 2]);
    expect(list.map(({ games }) => games)).toEqual([1, 6, 2]);
  });
});
