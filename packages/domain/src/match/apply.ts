import { type MatchErrorCode, refused } from "./codes.ts";
import { editForCorrection } from "./correction.ts";
import type { MatchEvent } from "./events.ts";
import type { MatchFormat } from "./format.ts";
import { applyGoal } from "./goal.ts";
import { applyKickOff } from "./kick-off.ts";
import { applyEdit, type LogEdit } from "./log-edit.ts";
import { applyPenaltyShot } from "./penalties.ts";
import { applyPositions } from "./positions.ts";
import { accepted, type Result } from "./result.ts";
import { editForTotal } from "./score-total.ts";
import { isOver } from "./sets.ts";
import { type MatchState, startMatch, teamOn } from "./state.ts";
import { applySwapAsked } from "./swap.ts";
import { applyDelay, applyTimeOut } from "./time-outs.ts";
import type { Applied } from "./transition.ts";
import { editForUndo } from "./undo.ts";

export type EditingEvent = Extract<MatchEvent, { type: "undo" | "score" | "correction" }>;
type PlayEvent = Exclude<MatchEvent, EditingEvent | { type: "goal" }>;

/** The match after an event, or the code of the rule that forbids it; the state is never changed. */
export function applyEvent(state: MatchState, event: MatchEvent): Applied {
  switch (event.type) {
    case "goal":
      return applyGoal(state, event);
    case "undo":
    case "score":
    case "correction": {
      const edit = editFor(state, event);
      if (!edit.ok) return edit;
      return edit.value === null ? accepted(state) : applyEdit(state, edit.value);
    }
    default:
      return isOver(state) ? refused("match_over") : applyPlay(state, event);
  }
}

/** What an event that rewrites the score does to the log of a set; null for nothing. */
export function editFor(
  state: MatchState,
  event: EditingEvent,
): Result<LogEdit | null, MatchErrorCode> {
  switch (event.type) {
    case "undo":
      return editForUndo(state, event);
    case "score":
      return editForTotal(state, event);
    case "correction":
      return editForCorrection(state, event);
    default:
      return event satisfies never;
  }
}

function applyPlay(state: MatchState, event: PlayEvent): Applied {
  switch (event.type) {
    case "kick_off":
      return applyKickOff(state, event.side);
    case "swap_asked":
      return applySwapAsked(state);
    case "time_out":
      return applyTimeOut(state, event.side);
    case "delay":
      return applyDelay(state, event.side);
    case "penalty_shot":
      return applyPenaltyShot(state, event.side);
    case "positions":
      return applyPositions(state, event);
    case "forfeit":
      return accepted({ ...state, ending: { by: "forfeit", team: teamOn(state, event.side) } });
    case "finish":
      return accepted({ ...state, ending: { by: "finish" } });
    case "abandon":
      return accepted({ ...state, ending: { by: "abandon", reason: event.reason } });
    default:
      event satisfies never;
      return refused("unknown_event");
  }
}

export interface FoldedMatch {
  readonly state: MatchState;
  /** The events that changed nothing, by their place in the list. */
  readonly refused: readonly { readonly index: number; readonly code: MatchErrorCode }[];
}

/** Plays a list of events from the start; one that is refused does not stop the others. */
export function foldMatch(format: MatchFormat, events: readonly MatchEvent[]): FoldedMatch {
  let state = startMatch(format);
  const refusals: { index: number; code: MatchErrorCode }[] = [];
  events.forEach((event, index) => {
    const applied = applyEvent(state, event);
    if (applied.ok) state = applied.value;
    else refusals.push({ index, code: applied.code });
  });
  return { state, refused: refusals };
}
