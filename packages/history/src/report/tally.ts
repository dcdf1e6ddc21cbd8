import type { Certainty } from "../certainty.ts";
import type { CleanRow, Value } from "../clean/row.ts";
import type { Column } from "../columns/column.ts";
import type { Reading } from "../learn/reading.ts";
import type { Rule } from "../rules/rule.ts";
import type { Finding, FindingKind } from "./finding.ts";

/** A column of the heat map is drawn along the file in this many equal stretches of rows. */
export const STRETCHES = 50;

export interface Example {
  readonly row: number;
  readonly raw: string;
  readonly value: Value;
}

export interface RuleTally {
  count: number;
  certainty: Certainty;
  /** The first three with different text. */
  examples: Example[];
}

export interface ColumnTally {
  column: Column | null;
  certainties: Record<Certainty, number>;
  rules: Partial<Record<Rule, RuleTally>>;
  /** Counts in equal stretches of the file's rows, 50 or as many as there are rows. */
  along: Record<Certainty, number[]>;
}

export interface FindingTally {
  count: number;
  examples: Finding[];
}

/** What a file held and what became of it: counts and examples, plain JSON, merges in any grouping. */
export interface Tally {
  readonly version: 1;
  rows: number;
  games: number;
  lines: number;
  /** By the header in the file. */
  columns: Record<string, ColumnTally>;
  findings: Partial<Record<FindingKind, FindingTally>>;
}

/** Counts rows and findings as they come. */
export interface Tallier {
  row(row: CleanRow): void;
  judgement(judgement: { lines: readonly unknown[]; findings: readonly Finding[] }): void;
  tally(): Tally;
}

/** A tallier of (a part of) the file that `reading` was learnt from. */
export function tallier(_reading: Reading): Tallier {
  throw new Error("to come");
}

/** One tally of two parts of one file. Associative; the empty tally changes nothing. */
export function mergeTallies(_one: Tally, _other: Tally): Tally {
  throw new Error("to come");
}
