import type { EditingEvent } from "./apply.ts";
import type { GoalEvent, MatchEvent, Position, Side } from "./events.ts";
import { currentSet, type MatchState, teamOn } from "./state.ts";

export type TimelineKind =
  | "goal"
  | "own_goal"
  | "gamelle"
  | "cancelled"
  | "correction"
  | "kick_off"
  | "swap"
  | "time_out"
  | "warning"
  | "penalty_shot"
  | "positions"
  | "set_won"
  | "finished"
  | "forfeit"
  | "abandoned";

/** What a line says, apart from when, and at which score. */
export interface Line {
  readonly kind: TimelineKind;
  readonly side: Side | null;
  readonly scorerId?: string;
  readonly position?: Position;
}

/** The line of an event that is not about score keeping; null for an end by hand, told by its result. */
export function lineOf(before: MatchState, event: Exclude<MatchEvent, EditingEvent>): Line | null {
  switch (event.type) {
    case "goal":
      return goalLine(before, event);
    case "swap_asked":
      return { kind: "swap", side: teamOn(before, event.side) };
    case "delay": {
      const side = teamOn(before, event.side);
      return { kind: currentSet(before).warned[side] ? "time_out" : "warning", side };
    }
    case "kick_off":
    case "time_out":
    case "penalty_shot":
    case "positions":
    case "forfeit":
      return { kind: event.type, side: teamOn(before, event.side) };
    case "abandon":
      return { kind: "abandoned", side: null };
    case "finish":
      return null;
    default:
      return event satisfies never;
  }
}

function goalLine(before: MatchState, event: GoalEvent): Line {
  const { scorerId, position, gamelle, ownGoal } = event;
  const goal = ownGoal === true ? "own_goal" : "goal";
  return {
    kind: gamelle === true ? "gamelle" : goal,
    side: teamOn(before, event.side),
    ...(scorerId === undefined ? {} : { scorerId }),
    ...(position === undefined ? {} : { position }),
  };
}
