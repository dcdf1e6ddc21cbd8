import { refused } from "./codes.ts";
import { opposite, type Side } from "./events.ts";
import { accepted } from "./result.ts";
import { currentSet, type MatchState, type SetState, teamOnSide, withCurrentSet } from "./state.ts";
import type { Applied } from "./transition.ts";

/** Whether a kick-off was reported and nothing has stopped play since. */
export function isBallInPlay(set: SetState): boolean {
  return set.kickOffAt === set.log.length;
}

/** The team that kicks off next: the one that conceded last; before any goal, the coin's winner. */
export function kickOffOf(state: MatchState): Side | null {
  for (let index = state.sets.length - 1; index >= 0; index -= 1) {
    const log = state.sets[index]?.log ?? [];
    const goal = log.findLast((entry) => entry === "r" || entry === "b");
    if (goal !== undefined) return goal === "r" ? "blue" : "red";
  }
  return state.firstKickOff;
}

/** Puts the ball in play; the first time in a match either side may, as the coin fell. */
export function applyKickOff(state: MatchState, side: Side): Applied {
  const set = currentSet(state);
  if (isBallInPlay(set)) return refused("ball_in_play");
  const team = teamOnSide(set, side);
  const due = kickOffOf(state);
  if (due === opposite(team)) return refused("not_their_kick_off");
  const played = withCurrentSet(state, { ...set, kickOffAt: set.log.length });
  return accepted({ ...played, firstKickOff: state.firstKickOff ?? due ?? team });
}
