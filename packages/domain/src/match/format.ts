import { accepted, type Result } from "./result.ts";

/** How a match is won, as data. Goals and sets are whole numbers; `null` means no such rule. */
export interface MatchFormat {
  /** Goals that win a set, from 1 to 99. */
  readonly goalsToWin: number;
  /** Lead needed to win a set, from 1 to `goalsToWin`. */
  readonly winBy: number;
  /** Cap: these goals win a set whatever the lead. */
  readonly maxGoals: number | null;
  /** Best of so many sets; odd. */
  readonly sets: number;
  /** Whether `winBy` holds in every set, or in the last one (elsewhere a lead of 1 is enough). */
  readonly winByIn: "every_set" | "last_set";
  /** Both teams at this score: drawn. Only with one set. */
  readonly drawAt: number | null;
  readonly swap: "never" | "on_request" | "every_set";
  readonly timeOutsPerSet: number;
  /** What a ball that goes in and bounces out is worth. */
  readonly gamelle: "goal" | "nothing" | "minus_one";
}

export type FormatErrorCode =
  | "goals_to_win_out_of_range"
  | "win_by_out_of_range"
  | "cap_too_low"
  | "sets_out_of_range"
  | "sets_even"
  | "draw_needs_one_set"
  | "draw_unreachable"
  | "time_outs_out_of_range"
  | "unknown_choice";

const CHOICES = {
  winByIn: ["every_set", "last_set"],
  swap: ["never", "on_request", "every_set"],
  gamelle: ["goal", "nothing", "minus_one"],
} as const;

/** Accepts a format in which a match can be played to its end, refuses the others with a code. */
export function checkFormat(format: MatchFormat): Result<MatchFormat, FormatErrorCode> {
  const code = firstFault(format);
  if (code === null) return accepted(format);
  return { ok: false, code, detail: FAULTS[code] };
}

function firstFault(format: MatchFormat): FormatErrorCode | null {
  const { goalsToWin, winBy, maxGoals, sets, drawAt } = format;
  if (!isWhole(goalsToWin, 1, 99)) return "goals_to_win_out_of_range";
  if (!isWhole(winBy, 1, goalsToWin)) return "win_by_out_of_range";
  if (maxGoals !== null && !isWhole(maxGoals, goalsToWin, 99)) return "cap_too_low";
  if (!isWhole(sets, 1, 15)) return "sets_out_of_range";
  if (sets % 2 === 0) return "sets_even";
  if (drawAt !== null && sets !== 1) return "draw_needs_one_set";
  if (drawAt !== null && !drawIsReachable(format, drawAt)) return "draw_unreachable";
  if (!isWhole(format.timeOutsPerSet, 0, 9)) return "time_outs_out_of_range";
  if (!isChoice(CHOICES.winByIn, format.winByIn)) return "unknown_choice";
  if (!isChoice(CHOICES.swap, format.swap)) return "unknown_choice";
  if (!isChoice(CHOICES.gamelle, format.gamelle)) return "unknown_choice";
  return null;
}

/** A draw needs a live score one goal before it: neither won at the target nor at the cap. */
function drawIsReachable(format: MatchFormat, drawAt: number): boolean {
  const { goalsToWin, winBy, maxGoals } = format;
  if (!isWhole(drawAt, 1, 99)) return false;
  if (maxGoals !== null && drawAt >= maxGoals) return false;
  return drawAt < goalsToWin || winBy > 1;
}

function isWhole(value: number, least: number, most: number): boolean {
  return Number.isInteger(value) && value >= least && value <= most;
}

function isChoice(choices: readonly string[], value: string): boolean {
  return choices.includes(value);
}

const FAULTS: Record<FormatErrorCode, string> = {
  goals_to_win_out_of_range: "goalsToWin must be a whole number from 1 to 99.",
  win_by_out_of_range: "winBy must be a whole number from 1 to goalsToWin.",
  cap_too_low: "maxGoals must be null or a whole number from goalsToWin to 99.",
  sets_out_of_range: "sets must be a whole number from 1 to 15.",
  sets_even: "A best-of needs an odd number of sets.",
  draw_needs_one_set: "Only a match of one set can be drawn at a score.",
  draw_unreachable: "The two teams cannot both reach drawAt before one of them has won.",
  time_outs_out_of_range: "timeOutsPerSet must be a whole number from 0 to 9.",
  unknown_choice: "winByIn, swap or gamelle has a value that is not one of its choices.",
};
