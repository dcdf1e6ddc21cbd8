import { type Refusal, refused } from "./codes.ts";
import { opposite, type Side } from "./events.ts";
import { type EditedEntry, editable, type LogEdit, withoutLatest } from "./log-edit.ts";
import { accepted } from "./result.ts";
import { letterOf } from "./scoring-log.ts";
import { isFinal, isGoalCount, isReachable, type SetRules } from "./set-rules.ts";
import { currentRules, isBetweenSets, isOver } from "./sets.ts";
import { currentSet, type MatchState, type PerTeam, type SetState, teamOnSide } from "./state.ts";

/**
 * What a table's running total changes: surplus goals are cancelled, the latest first, then missing
 * ones added. Null when it says nothing new, as does the total of a set that has just ended.
 */
export function editForTotal(
  state: MatchState,
  shown: PerTeam<number>,
): { readonly ok: true; readonly value: LogEdit | null } | Refusal {
  if (isOver(state)) return refused("match_over");
  if (!isGoalCount(shown.red) || !isGoalCount(shown.blue)) return refused("not_a_score");
  const set = currentSet(state);
  const wanted = byTeam(set, shown);
  if (isSame(set, wanted) || repeatsEndedSet(state, shown)) return accepted(null);
  const rules = currentRules(state);
  if (!isReachable(rules, wanted.red, wanted.blue)) return refused("unreachable_score");
  const kept = cancelSurplus(set, wanted);
  if (kept === null) return refused("unreachable_score");
  const from = { red: Math.min(set.red, wanted.red), blue: Math.min(set.blue, wanted.blue) };
  const added = missingGoals(rules, from, wanted).map(
    (team): EditedEntry => ({ from: null, entry: letterOf(team) }),
  );
  return accepted({ setIndex: state.sets.length - 1, entries: [...kept, ...added] });
}

function byTeam(set: SetState, shown: PerTeam<number>): PerTeam<number> {
  return { red: shown[teamOnSide(set, "red")], blue: shown[teamOnSide(set, "blue")] };
}

function isSame(set: SetState, score: PerTeam<number>): boolean {
  return set.red === score.red && set.blue === score.blue;
}

function repeatsEndedSet(state: MatchState, shown: PerTeam<number>): boolean {
  const ended = state.sets[state.sets.length - 2];
  return ended !== undefined && isBetweenSets(state) && isSame(ended, byTeam(ended, shown));
}

function cancelSurplus(set: SetState, wanted: PerTeam<number>): EditedEntry[] | null {
  let entries: EditedEntry[] | null = editable(set);
  for (const team of ["red", "blue"] as const) {
    for (let surplus = set[team] - wanted[team]; surplus > 0 && entries !== null; surplus -= 1) {
      entries = withoutLatest(entries, team, "goals");
    }
  }
  return entries;
}

/** Orders missing goals so that only the last can end the set, wherever an order allows it. */
function missingGoals(rules: SetRules, from: PerTeam<number>, to: PerTeam<number>): Side[] {
  const at = { red: from.red, blue: from.blue };
  const order: Side[] = [];
  while (at.red < to.red || at.blue < to.blue) {
    const team = nextScorer(rules, at, to);
    at[team] += 1;
    order.push(team);
  }
  return order;
}

function leaderOf(score: PerTeam<number>): Side | null {
  if (score.red === score.blue) return null;
  return score.red > score.blue ? "red" : "blue";
}

function nextScorer(rules: SetRules, at: PerTeam<number>, to: PerTeam<number>): Side {
  const ahead = leaderOf(at) ?? leaderOf(to) ?? "blue";
  const behind = opposite(ahead);
  if (leaderOf(at) === null && at[ahead] < to[ahead]) return ahead;
  if (at[behind] === to[behind]) return ahead;
  if (at[ahead] === to[ahead]) return behind;
  const levelled = { ...at, [behind]: at[behind] + 1 };
  return isFinal(rules, levelled.red, levelled.blue) ? ahead : behind;
}
