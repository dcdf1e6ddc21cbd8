import type { Certainty } from "../certainty.ts";
import type { Value } from "../clean/row.ts";
import type { Rule } from "../rules/rule.ts";

/** What was noticed: a cell that was not kept, a row, or a contradiction within a game or between people. */
export type FindingKind =
  | "cell"
  | "ragged_row"
  | "row_without_key"
  | "row_disagrees"
  | "duplicate"
  | "duplicate_differs"
  | "winner_contradicts"
  | "more_goals_than_scored"
  | "season_contradicts"
  | "after_recording"
  | "uneven_sides"
  | "side_repaired"
  | "same_name";

/**
 * One thing worth telling. `row` 1 is the first data row; null when it concerns no single row. `raw` is what the file
 * says (in findings about games: the value that the row was read as), `value` what became of it.
 */
export interface Finding {
  readonly kind: FindingKind;
  readonly row: number | null;
  readonly gameId: string | null;
  readonly playerId: string | null;
  readonly column: string | null;
  readonly raw: string;
  readonly value: Value;
  readonly certainty: Certainty;
  readonly rule: Rule;
}
