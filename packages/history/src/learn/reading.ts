import type { FileColumn } from "../columns/column.ts";

/** How dates of one shape are read, and on which evidence: dates of that shape that can only be read one way. */
export interface DateOrder {
  readonly dayFirst: number;
  readonly monthFirst: number;
}

/** What the first pass has learnt of a file. Plain JSON: the second pass may run elsewhere. */
export interface Reading {
  readonly version: 1;
  readonly columns: readonly FileColumn[];
  /** Data rows in the file. */
  readonly rows: number;
  /** By shape: separator and digits of the year, `/4`, `-2`. */
  readonly dates: Readonly<Record<string, DateOrder>>;
  readonly durations: DurationHabits;
  readonly possession: DurationHabits;
  readonly seasons: SeasonHabits;
  /** Cells that hold both scores and whose winner is told: how many name red first, how many blue first. */
  readonly scorePairs: { readonly redFirst: number; readonly blueFirst: number };
  readonly gameIds: IdHabits;
  readonly playerIds: IdHabits;
  /** Spellings of labels by column and folded text: what each is written as, and whether that is a guess. */
  readonly labels: Readonly<Record<string, Readonly<Record<string, LabelSpelling>>>>;
  /** The best spelling of each player's name. */
  readonly names: Readonly<Record<string, string>>;
  /** Names that several people have. */
  readonly sharedNames: readonly { readonly name: string; readonly playerIds: readonly string[] }[];
}

/** How the file writes `14.38` and bare numbers. */
export interface DurationHabits {
  /** Two places that can be no seconds (60 and more). */
  readonly decimals: number;
  /** Of those, how many end in a zero: then decimals always have two places. */
  readonly decimalsPadded: number;
  /** Two places that could be seconds. */
  readonly perhapsSeconds: number;
  /** One place: `18.4`. */
  readonly onePlace: number;
  readonly colonsBeyondHours: number;
  readonly bareUnit: "seconds" | "minutes";
}

export interface SeasonHabits {
  /** Seasons that are told with both years, by how many rows. */
  readonly told: Readonly<Record<string, number>>;
  readonly bareYears: number;
}

/** The usual form of ids (`G` and 6 digits), and what unusual ones stand for. */
export interface IdHabits {
  readonly prefix: string;
  readonly digits: number | null;
  readonly repairs: Readonly<Record<string, string>>;
}

export interface LabelSpelling {
  readonly label: string;
  readonly rule: "label.same" | "label.typo" | "label.abbreviation" | "label.damaged";
}
