import type { FileColumn } from "../columns/column.ts";
import type { DateHabits } from "../values/dates.ts";
import type { DurationHabits } from "../values/durations.ts";
import type { IdHabits } from "../values/ids.ts";
import type { LabelHabits } from "../values/labels.ts";
import type { RatingHabits } from "../values/ratings.ts";
import type { SeasonHabits } from "../values/seasons.ts";
import type { SideHabits } from "../values/sides.ts";

/** What the first pass has learnt of a file. Plain JSON: the second pass may run elsewhere. */
export interface Reading {
  readonly version: 1;
  readonly columns: readonly FileColumn[];
  /** Data rows in the file. */
  readonly rows: number;
  readonly delimiter: string;
  readonly dates: DateHabits;
  /** How days of recording are written. */
  readonly recorded: DateHabits;
  readonly durations: DurationHabits;
  readonly possession: DurationHabits;
  readonly seasons: SeasonHabits;
  /** Cells that hold both scores and whose winner is told: how many name red first, how many blue first. */
  readonly scorePairs: { readonly redFirst: number; readonly blueFirst: number };
  readonly gameIds: IdHabits;
  readonly playerIds: IdHabits;
  /** By column. */
  readonly labels: Readonly<Partial<Record<LabelColumn, LabelHabits>>>;
  readonly sides: SideHabits;
  readonly ratings: Readonly<Record<"rating" | "mood", RatingHabits>>;
  /** The best spelling of each player's name. */
  readonly names: Readonly<Record<string, string>>;
  /** Names that several people have. */
  readonly sharedNames: readonly SharedName[];
}

export interface SharedName {
  readonly name: string;
  readonly playerIds: readonly string[];
}

/** Columns of labels whose spellings are learnt. */
export type LabelColumn = "location" | "table_id" | "ball_type" | "table_condition" | "recorded_by";
