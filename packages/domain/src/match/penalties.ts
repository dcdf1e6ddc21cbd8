import type { Side } from "./events.ts";
import { accepted } from "./result.ts";
import { letterOf } from "./scoring-log.ts";
import { closeSet } from "./sets.ts";
import { currentSet, type MatchState, type SetState, teamOnSide, withCurrentSet } from "./state.ts";
import type { Applied } from "./transition.ts";

/** The penalty shot of a set with which the punished team forfeits it. */
export const FORFEITING_PENALTY = 3;

/** Counts a penalty shot against the team on a side. */
export function applyPenaltyShot(state: MatchState, side: Side): Applied {
  const set = currentSet(state);
  const team = teamOnSide(set, side);
  const count = set.penalties[team] + 1;
  const punished: SetState = { ...set, penalties: { ...set.penalties, [team]: count } };
  if (count < FORFEITING_PENALTY) return accepted(withCurrentSet(state, punished));
  const log = [...set.log, `${letterOf(team)}f` as const];
  const earlier = state.sets.slice(0, -1);
  return accepted(closeSet(state, earlier, { ...punished, log, forfeitedBy: team }));
}
