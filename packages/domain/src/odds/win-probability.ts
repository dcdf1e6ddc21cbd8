import { outcomeOf, scoreOf } from "../match/outcome.ts";
import type { MatchState } from "../match/state.ts";

const MOST_GOALS = 60;

interface Race {
  target: number;
  winBy: number;
  cap: number;
  drawAt: number | null;
}

/**
 * The chance that team red wins a set from `red`–`blue` (goals), if each next goal is red's with probability `p`;
 * a draw counts half. Dynamic programming over the scores, V(x, y) = p·V(x+1, y) + q·V(x, y+1), with the closed
 * form p² / (p² + q²) from deuce where two clear goals decide without a cap.
 */
export function setProbability(race: Race, red: number, blue: number, p: number): number {
  const known = new Map<number, number>();
  const from = (x: number, y: number): number => {
    const key = x * 1000 + y;
    const seen = known.get(key);
    if (seen !== undefined) return seen;
    const value = settled(race, x, y, p) ?? p * from(x + 1, y) + (1 - p) * from(x, y + 1);
    known.set(key, value);
    return value;
  };
  return from(red, blue);
}

function settled(
  { target, winBy, cap, drawAt }: Race,
  x: number,
  y: number,
  p: number,
): number | null {
  if (drawAt !== null && x === drawAt && y === drawAt) return 0.5;
  const wins = (own: number, other: number) =>
    own > other && ((own >= target && own - other >= winBy) || own >= cap);
  if (wins(x, y)) return 1;
  if (wins(y, x)) return 0;
  const endless = cap === Number.POSITIVE_INFINITY && x === y && x >= target - 1 && winBy > 1;
  if (endless) return lead(winBy, p);
  if (x + y > 2 * MOST_GOALS) return x > y ? 1 : x < y ? 0 : 0.5;
  return null;
}

/** From level, the chance to be `by` goals ahead first: pⁿ / (pⁿ + qⁿ), the gambler's ruin. */
function lead(by: number, p: number): number {
  const won = p ** by;
  return won / (won + (1 - p) ** by);
}

/** Red's chance to win the match from where it stands, `p` being its chance at each next goal. */
export function winProbability(state: MatchState, p: number): number {
  const outcome = outcomeOf(state);
  if (outcome.status !== "live")
    return outcome.winner === "red" ? 1 : outcome.winner === null ? 0.5 : 0;
  const { format } = state;
  const needed = (format.sets + 1) / 2;
  const score = scoreOf(state);
  const race = (last: boolean): Race => ({
    target: format.goalsToWin,
    winBy: format.winByIn === "every_set" || last ? format.winBy : 1,
    cap:
      (format.winByIn === "every_set" || last ? format.maxGoals : null) ?? Number.POSITIVE_INFINITY,
    drawAt: format.drawAt,
  });
  const sets = (won: number, lost: number, x: number, y: number): number => {
    if (won === needed) return 1;
    if (lost === needed) return 0;
    const last = won === needed - 1 && lost === needed - 1;
    const wins = setProbability(race(last), x, y, p);
    return wins * sets(won + 1, lost, 0, 0) + (1 - wins) * sets(won, lost + 1, 0, 0);
  };
  return sets(score.setsRed, score.setsBlue, ...currentGoals(state));
}

function currentGoals(state: MatchState): [number, number] {
  const { red, blue, setsRed, setsBlue, setNumber } = scoreOf(state);
  // Between two sets the score shown is still that of the one just won.
  return setsRed + setsBlue === setNumber ? [0, 0] : [red, blue];
}
