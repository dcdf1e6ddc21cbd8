import { describe, expect, it } from "vitest";
import { checkFormat, FORMATS, formatFrom, type MatchFormat } from "../index.ts";

describe("formats", () => {
  it.each(Object.entries(FORMATS))("%s can be played", (_name, format) => {
    expect(checkFormat(format)).toEqual({ ok: true, value: format });
  });

  it("the default is one set to ten, won by one", () => {
    expect(FORMATS.house).toMatchObject({ goalsToWin: 10, winBy: 1, maxGoals: null, sets: 1 });
  });

  it("the international one is best of five to five, the last set by two up to eight", () => {
    expect(FORMATS.international).toMatchObject({ goalsToWin: 5, winBy: 2, maxGoals: 8, sets: 5 });
    expect(FORMATS.international).toMatchObject({ winByIn: "last_set", swap: "on_request" });
    expect(FORMATS.international.timeOutsPerSet).toBe(2);
  });

  it("what is left out is as in the house format", () => {
    const chosen = { goalsToWin: 7, winBy: 1, maxGoals: null, sets: 1 };
    expect(formatFrom(chosen)).toEqual({ ok: true, value: { ...FORMATS.house, goalsToWin: 7 } });
  });

  const playable: [string, Partial<MatchFormat>][] = [
    ["a golden goal", { goalsToWin: 1 }],
    ["a cap at the target", { goalsToWin: 5, winBy: 2, maxGoals: 5 }],
    ["no time-outs", { timeOutsPerSet: 0 }],
    ["a draw below the target", { goalsToWin: 7, drawAt: 5 }],
    ["a draw beyond the target when won by two", { goalsToWin: 5, winBy: 2, drawAt: 6 }],
    ["a win by all the goals", { goalsToWin: 5, winBy: 5 }],
  ];
  it.each(playable)("%s is playable", (_name, chosen) => {
    expect(formatFrom(chosen)).toMatchObject({ ok: true });
  });

  const impossible: [string, object, string][] = [
    ["no goals to win", { goalsToWin: 0 }, "goals_to_win_out_of_range"],
    ["half a goal", { goalsToWin: 4.5 }, "goals_to_win_out_of_range"],
    ["a hundred goals", { goalsToWin: 100 }, "goals_to_win_out_of_range"],
    ["goals that are no number", { goalsToWin: Number.NaN }, "goals_to_win_out_of_range"],
    ["a win by nothing", { winBy: 0 }, "win_by_out_of_range"],
    ["a win by more than all goals", { goalsToWin: 5, winBy: 6 }, "win_by_out_of_range"],
    ["a cap below the target", { goalsToWin: 5, maxGoals: 4 }, "cap_too_low"],
    ["half a goal as cap", { goalsToWin: 5, maxGoals: 7.5 }, "cap_too_low"],
    ["no set", { sets: 0 }, "sets_out_of_range"],
    ["seventeen sets", { sets: 17 }, "sets_out_of_range"],
    ["best of two", { sets: 2 }, "sets_even"],
    ["a draw in several sets", { sets: 3, drawAt: 5 }, "draw_needs_one_set"],
    ["a draw at the target", { goalsToWin: 6, drawAt: 6 }, "draw_unreachable"],
    ["a draw at the cap", { goalsToWin: 5, winBy: 2, maxGoals: 8, drawAt: 8 }, "draw_unreachable"],
    ["a draw before the first goal", { drawAt: 0 }, "draw_unreachable"],
    ["fewer than no time-outs", { timeOutsPerSet: -1 }, "time_outs_out_of_range"],
    ["a swap that nobody knows", { swap: "sometimes" }, "unknown_choice"],
    ["a gamelle that nobody knows", { gamelle: "two" }, "unknown_choice"],
    ["a win-by for no known sets", { winByIn: "first_set" }, "unknown_choice"],
  ];
  it.each(impossible)("%s is refused", (_name, chosen, code) => {
    expect(formatFrom(chosen)).toMatchObject({ ok: false, code });
  });
});
