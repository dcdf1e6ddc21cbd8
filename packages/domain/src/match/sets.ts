import { opposite, type Side } from "./events.ts";
import type { MatchFormat } from "./format.ts";
import { isFinal, type SetRules, setRules } from "./set-rules.ts";
import { currentSet, type MatchState, openSet, type SetState } from "./state.ts";

/** The rules of the set being played. */
export function currentRules(state: MatchState): SetRules {
  return setRules(state.format, state.sets.length);
}

/** Whether a set is won, drawn or forfeited. */
export function isSetOver(rules: SetRules, set: SetState): boolean {
  return set.forfeitedBy !== null || isFinal(rules, set.red, set.blue);
}

/** The team ahead in a set that is over; null when drawn. */
export function setWinner(set: SetState): Side | null {
  if (set.forfeitedBy !== null) return opposite(set.forfeitedBy);
  if (set.red === set.blue) return null;
  return set.red > set.blue ? "red" : "blue";
}

/** How many sets each team has won. */
export function setsWon(
  format: MatchFormat,
  sets: readonly SetState[],
): { red: number; blue: number } {
  const won = { red: 0, blue: 0 };
  sets.forEach((set, index) => {
    const winner = isSetOver(setRules(format, index + 1), set) ? setWinner(set) : null;
    if (winner !== null) won[winner] += 1;
  });
  return won;
}

/** How many sets win the match. */
export function setsToWin(format: MatchFormat): number {
  return (format.sets + 1) / 2;
}

/** Whether nothing is left to play for: a team has its sets, or the only set is drawn. */
export function isDecided(format: MatchFormat, sets: readonly SetState[]): boolean {
  const won = setsWon(format, sets);
  if (Math.max(won.red, won.blue) >= setsToWin(format)) return true;
  const only = sets[0];
  return format.sets === 1 && only !== undefined && isSetOver(setRules(format, 1), only);
}

/** Whether the match is over. While it is live, a set that ends is followed by the next at once. */
export function isOver(state: MatchState): boolean {
  return state.ending !== null || isSetOver(currentRules(state), currentSet(state));
}

/** Whether a set has ended and the next has not yet been scored in. */
export function isBetweenSets(state: MatchState): boolean {
  return state.sets.length > 1 && currentSet(state).log.length === 0 && !isOver(state);
}

/**
 * The match with its sets up to one that was just scored in. If that set is over and the match is
 * not, the next one follows: `resumed`, where it had been opened before.
 */
export function closeSet(
  state: MatchState,
  earlier: readonly SetState[],
  scored: SetState,
  resumed?: SetState,
): MatchState {
  const sets = [...earlier, scored];
  const over = isSetOver(setRules(state.format, sets.length), scored);
  if (over && state.ending === null && !isDecided(state.format, sets)) {
    sets.push(resumed ?? nextSet(state.format, scored));
  }
  return { ...state, sets };
}

function nextSet(format: MatchFormat, before: SetState): SetState {
  const swaps = format.swap === "every_set" || before.swapAsked;
  const { swapAsked, warned } = before;
  return openSet({ swapped: swaps ? !before.swapped : before.swapped, swapAsked, warned });
}
