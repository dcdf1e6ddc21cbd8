import type { MatchFormat } from "../match/format.ts";
import { isFinal, type SetRules, setRules } from "../match/set-rules.ts";
import { setsToWin } from "../match/sets.ts";
import { setProbability } from "./win-probability.ts";

/** How a match stands: goals of the current set, and sets won. */
export interface Standing {
  format: MatchFormat;
  red: number;
  blue: number;
  setsRed: number;
  setsBlue: number;
}

/**
 * How many goals are still to be expected until a match is over, each being red's with probability `p` (0–1):
 * V(x, y) = 1 + p·V(x+1, y) + q·V(x, y+1) within a set, and set by set beyond it.
 */
export function goalsLeft({ format, red, blue, setsRed, setsBlue }: Standing, p: number): number {
  const needed = setsToWin(format);
  const from = (won: number, lost: number, x: number, y: number): number => {
    if (won >= needed || lost >= needed) return 0;
    const rules = setRules(format, won + lost + 1);
    const wins = setProbability(rules, x, y, p);
    const after = wins * from(won + 1, lost, 0, 0) + (1 - wins) * from(won, lost + 1, 0, 0);
    return goalsLeftInSet(rules, { x, y, p }) + after;
  };
  return from(setsRed, setsBlue, red, blue);
}

/** Without a cap a set may go on for ever; beyond so many goals it hardly does. */
const MOST_GOALS = 200;

function goalsLeftInSet(rules: SetRules, { x, y, p }: { x: number; y: number; p: number }): number {
  const known = new Map<number, number>();
  const from = (red: number, blue: number): number => {
    if (isFinal(rules, red, blue) || isFinal(rules, blue, red) || red + blue > MOST_GOALS) return 0;
    const key = red * 1000 + blue;
    const seen = known.get(key);
    if (seen !== undefined) return seen;
    const value = 1 + p * from(red + 1, blue) + (1 - p) * from(red, blue + 1);
    known.set(key, value);
    return value;
  };
  return from(x, y);
}
