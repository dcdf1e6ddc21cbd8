import { CERTAINTIES, type Certainty } from "../certainty.ts";
import { withExample, withFinding } from "./examples.ts";
import type { ColumnTally, FindingTally, RuleTally, Tally } from "./tally.ts";

/** One tally of two parts of one file. Associative and commutative; an empty tally of the file changes nothing. */
export function mergeTallies(one: Tally, other: Tally): Tally {
  return {
    version: 1,
    rows: one.rows + other.rows,
    games: one.games + other.games,
    timedGames: one.timedGames + other.timedGames,
    lines: one.lines + other.lines,
    columns: mergeRecords(one.columns, other.columns, mergeColumns),
    findings: mergeRecords(one.findings, other.findings, mergeFindings),
  };
}

/** Entries of both; where both have one, merged. By way of a map, since a header may be any text. */
function mergeRecords<T>(
  one: Readonly<Record<string, T>>,
  other: Readonly<Record<string, T>>,
  merge: (one: T, other: T) => T,
): Record<string, T> {
  const merged = new Map(Object.entries(one));
  for (const [key, value] of Object.entries(other)) {
    const before = merged.get(key);
    merged.set(key, before === undefined ? value : merge(before, value));
  }
  return Object.fromEntries(merged);
}

const added = (one: number, other: number): number => one + other;

function mergeColumns(one: ColumnTally, other: ColumnTally): ColumnTally {
  return {
    column: one.column,
    certainties: byCertainty(
      (certainty) => one.certainties[certainty] + other.certainties[certainty],
    ),
    rules: mergeRecords(one.rules, other.rules, mergeRules),
    along: byCertainty((certainty) =>
      one.along[certainty].map((count, at) => count + (other.along[certainty][at] ?? 0)),
    ),
  };
}

const byCertainty = <T>(of: (certainty: Certainty) => T): Record<Certainty, T> =>
  Object.fromEntries(CERTAINTIES.map((certainty) => [certainty, of(certainty)])) as Record<
    Certainty,
    T
  >;

function mergeRules(one: RuleTally, other: RuleTally): RuleTally {
  return {
    count: one.count + other.count,
    certainties: mergeRecords(one.certainties, other.certainties, added),
    examples: other.examples.reduce(withExample, one.examples),
  };
}

const mergeFindings = (one: FindingTally, other: FindingTally): FindingTally => ({
  count: one.count + other.count,
  examples: other.examples.reduce(withFinding, one.examples),
});
