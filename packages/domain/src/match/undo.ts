import { type Refusal, refused } from "./codes.ts";
import type { UndoEvent } from "./events.ts";
import { editable, type LogEdit, withoutLatest } from "./log-edit.ts";
import { accepted } from "./result.ts";
import { type MatchState, teamOnSide } from "./state.ts";

/**
 * What an undo takes back: the last scoring event of the set, or of the one before while the new one
 * has none. With a side, the last one of whoever sat there in that set.
 */
export function editForUndo(
  state: MatchState,
  event: UndoEvent,
): { readonly ok: true; readonly value: LogEdit } | Refusal {
  const setIndex = lastScoredSet(state);
  const set = state.sets[setIndex];
  if (set === undefined || set.log.length === 0) return refused("nothing_to_undo");
  const before = editable(set);
  const entries =
    event.side === undefined
      ? before.slice(0, -1)
      : withoutLatest(before, teamOnSide(set, event.side), "anything");
  return entries === null ? refused("nothing_to_undo") : accepted({ setIndex, entries });
}

function lastScoredSet(state: MatchState): number {
  const last = state.sets.length - 1;
  return last > 0 && state.sets[last]?.log.length === 0 ? last - 1 : last;
}
