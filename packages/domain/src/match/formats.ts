import { checkFormat, type FormatErrorCode, type MatchFormat } from "./format.ts";
import type { Result } from "./result.ts";

const oneSet = {
  winBy: 1,
  maxGoals: null,
  sets: 1,
  winByIn: "every_set",
  drawAt: null,
  swap: "never",
  timeOutsPerSet: 2,
  gamelle: "goal",
} as const;

/** The formats that people know by name. `house` is the default of a venue. */
export const FORMATS = {
  house: { ...oneSet, goalsToWin: 10 },
  international: {
    goalsToWin: 5,
    winBy: 2,
    maxGoals: 8,
    sets: 5,
    winByIn: "last_set",
    drawAt: null,
    swap: "on_request",
    timeOutsPerSet: 2,
    gamelle: "goal",
  },
  bestOfThree: {
    goalsToWin: 5,
    winBy: 2,
    maxGoals: 8,
    sets: 3,
    winByIn: "last_set",
    drawAt: null,
    swap: "on_request",
    timeOutsPerSet: 2,
    gamelle: "goal",
  },
  barToSeven: { ...oneSet, goalsToWin: 7, timeOutsPerSet: 0 },
  barToTen: { ...oneSet, goalsToWin: 10, timeOutsPerSet: 0 },
  schoolGroup: { ...oneSet, goalsToWin: 6, drawAt: 5 },
  schoolKnockout: { ...oneSet, goalsToWin: 7 },
  goalieWar: { ...oneSet, goalsToWin: 5, timeOutsPerSet: 0 },
} as const satisfies Record<string, MatchFormat>;

export type FormatName = keyof typeof FORMATS;

/** Completes what was chosen with the house format, then checks the whole. */
export function formatFrom(chosen: Partial<MatchFormat>): Result<MatchFormat, FormatErrorCode> {
  return checkFormat({ ...FORMATS.house, ...chosen });
}
