import { refused } from "./codes.ts";
import type { GoalEvent, Side } from "./events.ts";
import type { MatchFormat } from "./format.ts";
import { accepted } from "./result.ts";
import { afterEntry, type LogEntry, letterOf } from "./scoring-log.ts";
import { isFinal } from "./set-rules.ts";
import { closeSet, currentRules, isOver } from "./sets.ts";
import { currentSet, type MatchState, type SetState, teamOnSide, withCurrentSet } from "./state.ts";
import type { Applied } from "./transition.ts";

/** Counts a goal for the team that sits on the credited side. */
export function applyGoal(state: MatchState, event: GoalEvent): Applied {
  if (isOver(state)) return refused("match_over");
  const set = currentSet(state);
  const entry = goalEntry(state.format, teamOnSide(set, event.side), event.gamelle === true);
  const scored = withEntry(set, entry);
  if (!isFinal(currentRules(state), scored.red, scored.blue)) {
    return accepted(withCurrentSet(state, scored));
  }
  return accepted(closeSet(state, state.sets.slice(0, -1), scored));
}

// Written out because every goal comes through here: a spread of mixed shapes is five times slower.
function withEntry(set: SetState, entry: LogEntry): SetState {
  const { red, blue } = afterEntry(set, entry);
  const { swapped, swapAsked, kickOffAt, timeOuts, penalties, warned, forfeitedBy } = set;
  const log = set.log.slice();
  log.push(entry);
  return {
    red,
    blue,
    log,
    swapped,
    swapAsked,
    kickOffAt,
    timeOuts,
    penalties,
    warned,
    forfeitedBy,
  };
}

function goalEntry(format: MatchFormat, team: Side, gamelle: boolean): LogEntry {
  const letter = letterOf(team);
  if (!gamelle) return letter;
  switch (format.gamelle) {
    case "goal":
      return letter;
    case "nothing":
      return `${letter}0`;
    case "minus_one":
      return `${letter}-`;
    default:
      return format.gamelle satisfies never;
  }
}
