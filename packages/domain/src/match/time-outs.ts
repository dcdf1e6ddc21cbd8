import { refused } from "./codes.ts";
import type { Side } from "./events.ts";
import { accepted } from "./result.ts";
import { currentSet, type MatchState, type SetState, teamOnSide, withCurrentSet } from "./state.ts";
import type { Applied } from "./transition.ts";

/** Takes a time-out for the team on a side; play stops. */
export function applyTimeOut(state: MatchState, side: Side): Applied {
  const set = currentSet(state);
  return chargeTimeOut(state, set, teamOnSide(set, side));
}

/** Punishes a delay: a warning the first time in the match, a charged time-out from then on. */
export function applyDelay(state: MatchState, side: Side): Applied {
  const set = currentSet(state);
  const team = teamOnSide(set, side);
  if (set.warned[team]) return chargeTimeOut(state, set, team);
  return accepted(withCurrentSet(state, { ...set, warned: { ...set.warned, [team]: true } }));
}

function chargeTimeOut(state: MatchState, set: SetState, team: Side): Applied {
  const taken = set.timeOuts[team];
  if (taken >= state.format.timeOutsPerSet) return refused("no_time_outs_left");
  const timeOuts = { ...set.timeOuts, [team]: taken + 1 };
  return accepted(withCurrentSet(state, { ...set, timeOuts, kickOffAt: -1 }));
}
