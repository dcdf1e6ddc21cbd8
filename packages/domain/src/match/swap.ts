import { refused } from "./codes.ts";
import { isBallInPlay } from "./kick-off.ts";
import { accepted } from "./result.ts";
import { isBetweenSets } from "./sets.ts";
import { currentSet, type MatchState, withCurrentSet } from "./state.ts";
import type { Applied } from "./transition.ts";

/** Swaps the sides because a team asked for it; from then on they swap after every set. */
export function applySwapAsked(state: MatchState): Applied {
  const set = currentSet(state);
  if (state.format.swap !== "on_request") return refused("swap_not_in_format");
  if (set.swapAsked) return refused("swap_already_asked");
  if (!isBetweenSets(state) || isBallInPlay(set)) return refused("swap_not_now");
  return accepted(withCurrentSet(state, { ...set, swapped: !set.swapped, swapAsked: true }));
}
