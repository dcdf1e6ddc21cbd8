import {
  EMPTY_TABLE,
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

const packed = <Match extends { state: Parameters<typeof packMatch>[0] }>(
  match: Match | null,
): Packed<Match> | null => match && { ...match, state: packMatch(match.state) };

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
    running: running && { ...running, state: unpackMatch(running.state) },
    last: last && { ...last, state: unpackMatch(last.state) },
  };
}
