import type { Certainty } from "../certainty.ts";
import type { Value } from "../clean/row.ts";
import type { Column } from "../columns/column.ts";
import type { Rule } from "../rules/rule.ts";
import type { Finding, FindingKind } from "./finding.ts";

/** A column's certainties are counted along the file in this many equal stretches of rows. */
export const STRETCHES = 50;

export interface Example {
  readonly row: number;
  readonly raw: string;
  readonly value: Value;
}

export interface RuleTally {
  readonly count: number;
  /** A rule may change some cells and guess others. */
  readonly certainties: Readonly<Partial<Record<Certainty, number>>>;
  /** The first three with different text. */
  readonly examples: readonly Example[];
}

export interface ColumnTally {
  readonly column: Column | null;
  readonly certainties: Readonly<Record<Certainty, number>>;
  readonly rules: Readonly<Partial<Record<Rule, RuleTally>>>;
  /** Counts in each stretch of the file's rows. */
  readonly along: Readonly<Record<Certainty, readonly number[]>>;
}

export interface FindingTally {
  readonly count: number;
  /** The first three. */
  readonly examples: readonly Finding[];
}

/** What a file held and what became of it: counts and examples, plain JSON; merges in any grouping. */
export interface Tally {
  readonly version: 1;
  readonly rows: number;
  readonly games: number;
  /** Games with a time of day. */
  readonly timedGames: number;
  readonly lines: number;
  /** By the header in the file. */
  readonly columns: Readonly<Record<string, ColumnTally>>;
  readonly findings: Readonly<Partial<Record<FindingKind, FindingTally>>>;
}
