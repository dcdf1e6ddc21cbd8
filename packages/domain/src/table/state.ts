import type { Side } from "../match/events.ts";
import { scoreOf } from "../match/outcome.ts";
import { currentSet, type MatchState, type PerTeam, teamOnSide } from "../match/state.ts";

/** When the last goal of a side was counted, by our clock and by the device's. */
export interface GoalMark {
  readonly at: number;
  readonly source: string | null;
  readonly deviceMs: number | null;
}

export interface RunningMatch {
  readonly id: string;
  readonly state: MatchState;
  /** The last entry that concerned it. */
  readonly lastAt: number;
}

export interface ClosedMatch {
  readonly id: string;
  readonly state: MatchState;
  readonly closedAt: number;
}

/** What a counting device shows, last reported or implied by its single goals; by side of the table. */
export interface Total {
  readonly source: string | null;
  readonly red: number;
  readonly blue: number;
  /** What it may show instead, as long as nobody knows whether it has begun again at nothing. */
  readonly orElse: readonly PerTeam<number>[];
  readonly elapsedSeconds: number | null;
  /** The match and the set whose goals it counted last. */
  readonly matchId: string | null;
  readonly setNumber: number;
  /** It was reported as final. */
  readonly final: boolean;
}

/** Where the fold of a table's log has come to. Plain JSON. */
export interface TableState {
  readonly running: RunningMatch | null;
  readonly last: ClosedMatch | null;
  readonly total: Total | null;
  readonly lastGoal: { readonly [side in Side]: GoalMark | null };
}

/** A table at which nothing has happened. */
export const EMPTY_TABLE: TableState = {
  running: null,
  last: null,
  total: null,
  lastGoal: { red: null, blue: null },
};

/** The score of the current set as it is seen at the table: by side, not by team. */
export function scoreBySide(state: MatchState): PerTeam<number> {
  const score = scoreOf(state);
  const set = currentSet(state);
  return { red: score[teamOnSide(set, "red")], blue: score[teamOnSide(set, "blue")] };
}

/** Whether nothing was scored yet in a match. */
export function isUntouched(state: MatchState): boolean {
  return state.sets.length === 1 && currentSet(state).log.length === 0 && state.ending === null;
}
