import { type Refusal, refused } from "./codes.ts";
import { editable, type LogEdit } from "./log-edit.ts";
import { accepted } from "./result.ts";
import { correctedTo } from "./scoring-log.ts";
import { isFinal, isGoalCount, isReachable } from "./set-rules.ts";
import { currentRules, isDecided, isOver } from "./sets.ts";
import { currentSet, type MatchState, type PerTeam } from "./state.ts";

/**
 * What putting the score of the set right changes; null when it is right already. A match won by its
 * score or by a forfeited set must stay won; one ended by hand takes any score that can be reached.
 */
export function editForCorrection(
  state: MatchState,
  score: PerTeam<number>,
): { readonly ok: true; readonly value: LogEdit | null } | Refusal {
  if (!isGoalCount(score.red) || !isGoalCount(score.blue)) return refused("not_a_score");
  const set = currentSet(state);
  if (set.red === score.red && set.blue === score.blue) return accepted(null);
  if (!isReachable(currentRules(state), score.red, score.blue)) {
    return refused("unreachable_score");
  }
  if (state.ending === null && isOver(state) && !staysOver(state, score)) {
    return refused("not_final_score");
  }
  const entry = { from: null, entry: correctedTo(score.red, score.blue) };
  return accepted({ setIndex: state.sets.length - 1, entries: [...editable(set), entry] });
}

function staysOver(state: MatchState, score: PerTeam<number>): boolean {
  const set = currentSet(state);
  const final = isFinal(currentRules(state), score.red, score.blue);
  // A forfeited set was decided before its last goal, so its score stays one that is not.
  if (set.forfeitedBy !== null) return !final;
  const corrected = { ...set, red: score.red, blue: score.blue };
  return final && isDecided(state.format, [...state.sets.slice(0, -1), corrected]);
}
