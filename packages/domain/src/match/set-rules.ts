import type { MatchFormat } from "./format.ts";

/** What ends one set, in goals; `Infinity` and `null` where the format has no such rule. */
export interface SetRules {
  readonly target: number;
  readonly winBy: number;
  readonly cap: number;
  readonly drawAt: number | null;
}

/** The rules of one set of a match; the first set is number 1. */
export function setRules(format: MatchFormat, setNumber: number): SetRules {
  const leadMatters = format.winByIn === "every_set" || setNumber === format.sets;
  return {
    target: format.goalsToWin,
    winBy: leadMatters ? format.winBy : 1,
    cap: format.maxGoals ?? Number.POSITIVE_INFINITY,
    drawAt: format.drawAt,
  };
}

/** Whether a score ends the set, won or drawn. */
export function isFinal(rules: SetRules, red: number, blue: number): boolean {
  if (red === blue) return red === rules.drawAt;
  const high = Math.max(red, blue);
  const lead = Math.abs(red - blue);
  return high >= rules.cap || (high >= rules.target && lead >= rules.winBy);
}

/** Whether some sequence of goals leads to a score without an earlier one having ended the set. */
export function isReachable(rules: SetRules, red: number, blue: number): boolean {
  const high = Math.max(red, blue);
  const low = Math.min(red, blue);
  if (!isFinal(rules, high, low)) return isLive(rules, high, low);
  if (high === low) return true;
  return isLive(rules, high - 1, low);
}

function isLive(rules: SetRules, high: number, low: number): boolean {
  if (isFinal(rules, high, low) || high >= rules.cap) return false;
  if (high >= rules.target && rules.winBy === 1) return false;
  const { drawAt } = rules;
  if (drawAt === null || low < drawAt) return true;
  // Past a draw one must have gone around it: the lead of two beside it must not have won.
  return !isFinal(rules, drawAt + 1, drawAt - 1);
}

/** Whether a number can be the goals of one team. */
export function isGoalCount(value: number): boolean {
  return Number.isInteger(value) && value >= 0 && value <= 999;
}
