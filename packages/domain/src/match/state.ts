import { opposite, type Side } from "./events.ts";
import type { MatchFormat } from "./format.ts";
import type { LogEntry } from "./scoring-log.ts";

export interface PerTeam<Value> {
  readonly red: Value;
  readonly blue: Value;
}

export interface TeamPositions {
  readonly goal?: string;
  readonly attack?: string;
}

/** One set; all numbers are by team. */
export interface SetState {
  readonly red: number;
  readonly blue: number;
  /** The scoring events that stand, oldest first: what undo works on. */
  readonly log: readonly LogEntry[];
  /** True when the team that began the match on red sits on the blue side. */
  readonly swapped: boolean;
  readonly swapAsked: boolean;
  /** Length of the log at the last kick-off, -1 without: equal to the length, the ball is in play. */
  readonly kickOffAt: number;
  readonly timeOuts: PerTeam<number>;
  readonly penalties: PerTeam<number>;
  readonly warned: PerTeam<boolean>;
  readonly forfeitedBy: Side | null;
}

/** How a match was ended other than by its last goal. */
export type Ending =
  | { readonly by: "finish" }
  | { readonly by: "forfeit"; readonly team: Side }
  | { readonly by: "abandon"; readonly reason: string };

/** A match: plain JSON, never changed in place. */
export interface MatchState {
  readonly format: MatchFormat;
  /** The sets begun so far; the last one is being played, or was the last of the match. */
  readonly sets: readonly SetState[];
  readonly ending: Ending | null;
  /** The team that won the coin flip and kicked off first. */
  readonly firstKickOff: Side | null;
  readonly positions: PerTeam<TeamPositions>;
}

/** The state before the first kick-off. The format must have passed `checkFormat`. */
export function startMatch(format: MatchFormat): MatchState {
  const nobody: TeamPositions = {};
  return {
    format,
    sets: [openSet({ swapped: false, swapAsked: false, warned: { red: false, blue: false } })],
    ending: null,
    firstKickOff: null,
    positions: { red: nobody, blue: nobody },
  };
}

/** A set without goals, with what it takes over from the one before. */
export function openSet(carried: Pick<SetState, "swapped" | "swapAsked" | "warned">): SetState {
  return {
    red: 0,
    blue: 0,
    log: [],
    swapped: carried.swapped,
    swapAsked: carried.swapAsked,
    kickOffAt: -1,
    timeOuts: { red: 0, blue: 0 },
    penalties: { red: 0, blue: 0 },
    warned: carried.warned,
    forfeitedBy: null,
  };
}

/** The set being played, or the last one of a match that is over. */
export function currentSet(state: MatchState): SetState {
  const set = state.sets[state.sets.length - 1];
  if (set === undefined) throw new TypeError("A match has at least one set.");
  return set;
}

/** The same match with its current set replaced. */
export function withCurrentSet(state: MatchState, set: SetState): MatchState {
  const { format, ending, firstKickOff, positions } = state;
  const sets = state.sets.slice();
  sets[sets.length - 1] = set;
  return { format, sets, ending, firstKickOff, positions };
}

/** The team that sits on a side of the table during a set. */
export function teamOnSide(set: SetState, side: Side): Side {
  return set.swapped ? opposite(side) : side;
}

/** The team that sits on a physical side of the table now. */
export function teamOn(state: MatchState, side: Side): Side {
  return teamOnSide(currentSet(state), side);
}

/** The physical side of the table on which a team sits now. */
export function sideOf(state: MatchState, team: Side): Side {
  return teamOn(state, team);
}
