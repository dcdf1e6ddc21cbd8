import {
  EMPTY_TABLE,
  type MatchState,
  type PackedMatch,
  packMatch,
  type TableState,
  unpackMatch,
} from "@babyfoot/domain";

type Packed<Match> = Omit<Match, "state"> & { state: PackedMatch };

/** A table's state as it is stored; `{}` until something has happened there. */
export type StoredState =
  | { lastGoal?: never }
  | (Omit<TableState, "running" | "last"> & {
      running: Packed<NonNullable<TableState["running"]>> | null;
      last: Packed<NonNullable<TableState["last"]>> | null;
    });

const known = new WeakMap<MatchState, PackedMatch>();

/** States never change in place: what was just unpacked need not be packed again. */
function packOnce(state: MatchState): PackedMatch {
  const before = known.get(state);
  if (before !== undefined) return before;
  const fresh = packMatch(state);
  known.set(state, fresh);
  return fresh;
}

function unpackOnce(stored: PackedMatch): MatchState {
  const state = unpackMatch(stored);
  known.set(state, stored);
  return state;
}

const packed = <Match extends { state: MatchState }>(match: Match | null): Packed<Match> | null =>
  match && { ...match, state: packOnce(match.state) };

/** What is stored of a table's state. */
export const storeState = (state: TableState): StoredState => ({
  ...state,
  running: packed(state.running),
  last: packed(state.last),
});

/** The state that was stored. */
export function restoreState(stored: StoredState): TableState {
  if (stored.lastGoal === undefined) return EMPTY_TABLE;
  const { running, last } = stored;
  return {
    ...stored,
    running: running && { ...running, state: unpackOnce(running.state) },
    last: last && { ...last, state: unpackOnce(last.state) },
  };
}
