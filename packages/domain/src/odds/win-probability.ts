import { outcomeOf, scoreOf } from "../match/outcome.ts";
import { type SetRules, setRules } from "../match/set-rules.ts";
import { setsToWin } from "../match/sets.ts";
import type { MatchState } from "../match/state.ts";

/**
 * The chance that team red wins a set from `red`–`blue` (goals), if each next goal is red's with probability `p`;
 * a draw counts half. Dynamic programming over the scores, V(x, y) = p·V(x+1, y) + q·V(x, y+1), with the
 * gambler's ruin where only the lead decides.
 */
export function setProbability(rules: SetRules, red: number, blue: number, p: number): number {
  const known = new Map<number, number>();
  const from = (x: number, y: number): number => {
    const key = x * 1000 + y;
    const seen = known.get(key);
    if (seen !== undefined) return seen;
    const value = settled(rules, x, y, p) ?? p * from(x + 1, y) + (1 - p) * from(x, y + 1);
    known.set(key, value);
    return value;
  };
  return from(red, blue);
}

function settled(rules: SetRules, x: number, y: number, p: number): number | null {
  const { target, winBy, cap, drawAt } = rules;
  if (drawAt !== null && x === drawAt && y === drawAt) return 0.5;
  const wins = (own: number, other: number) =>
    own > other && ((own >= target && own - other >= winBy) || own >= cap);
  if (wins(x, y)) return 1;
  if (wins(y, x)) return 0;
  const drawIsPast = drawAt === null || Math.max(x, y) > drawAt;
  const leadDecides = cap === Number.POSITIVE_INFINITY && Math.min(x, y) >= target - winBy;
  return leadDecides && drawIsPast ? ruin(x - y, winBy, p) : null;
}

/**
 * The chance to be `by` goals ahead before being `by` behind, from a lead: gambler's ruin,
 * (1 − rⁿ) / (1 − r²ᵇ) with r = q/p and n = lead + by, as sums so that p = ½, 0 and 1 need no care.
 */
function ruin(lead: number, by: number, p: number): number {
  const sum = (terms: number): number =>
    Array.from({ length: terms }, (_, i) => (1 - p) ** i * p ** (2 * by - 1 - i)).reduce(
      (total, term) => total + term,
      0,
    );
  return sum(lead + by) / sum(2 * by);
}

/** Team red's chance to win the match from where it stands, `p` (0–1) being its chance at each next goal. */
export function winProbability(state: MatchState, p: number): number {
  const outcome = outcomeOf(state);
  if (outcome.status !== "live")
    return outcome.winner === "red" ? 1 : outcome.winner === null ? 0.5 : 0;
  const { format } = state;
  const needed = setsToWin(format);
  const { red, blue, setsRed, setsBlue } = scoreOf(state);
  const sets = (won: number, lost: number, x: number, y: number): number => {
    if (won === needed) return 1;
    if (lost === needed) return 0;
    const wins = setProbability(setRules(format, won + lost + 1), x, y, p);
    return wins * sets(won + 1, lost, 0, 0) + (1 - wins) * sets(won, lost + 1, 0, 0);
  };
  return sets(setsRed, setsBlue, red, blue);
}
