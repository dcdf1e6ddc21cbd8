import { refused } from "./codes.ts";
import type { PositionsEvent } from "./events.ts";
import { isBallInPlay } from "./kick-off.ts";
import { accepted } from "./result.ts";
import { currentSet, type MatchState, type TeamPositions, teamOnSide } from "./state.ts";
import type { Applied } from "./transition.ts";

/** Says who plays where, unless the ball is known to be in play. */
export function applyPositions(state: MatchState, event: PositionsEvent): Applied {
  const set = currentSet(state);
  const { goal, attack } = event;
  if (goal === undefined && attack === undefined) return refused("no_position_given");
  if (isBallInPlay(set)) return refused("ball_in_play");
  const named: TeamPositions = {
    ...(goal === undefined ? {} : { goal }),
    ...(attack === undefined ? {} : { attack }),
  };
  const team = teamOnSide(set, event.side);
  return accepted({ ...state, positions: { ...state.positions, [team]: named } });
}
