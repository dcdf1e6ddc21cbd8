import type { Finding } from "./finding.ts";
import type { Example } from "./tally.ts";

/** As many examples are kept of anything. */
export const MOST_EXAMPLES = 3;

/** The first examples with different text, by row: the same whatever was added first. */
export function withExample(examples: readonly Example[], example: Example): readonly Example[] {
  const last = examples.at(-1);
  const isFull = examples.length === MOST_EXAMPLES;
  if (isFull && last !== undefined && example.row >= last.row) return examples;
  const same = examples.find(({ raw }) => raw === example.raw);
  if (same !== undefined && same.row <= example.row) return examples;
  return [...examples.filter((one) => one !== same), example]
    .sort((one, other) => one.row - other.row)
    .slice(0, MOST_EXAMPLES);
}

/** Where a finding stands among others: by row, those without one last and by what they concern. */
function compareFindings(one: Finding, other: Finding): number {
  const rows = (one.row ?? Number.MAX_SAFE_INTEGER) - (other.row ?? Number.MAX_SAFE_INTEGER);
  if (rows !== 0) return rows;
  const [here, there] = [keyOf(one), keyOf(other)];
  return here < there ? -1 : Number(here > there);
}

const keyOf = ({ gameId, playerId, column, raw, value, rule }: Finding): string =>
  JSON.stringify([gameId ?? "", playerId ?? "", column ?? "", raw, value, rule]);

/** The first findings by their place. */
export function withFinding(examples: readonly Finding[], finding: Finding): readonly Finding[] {
  const last = examples.at(-1);
  const isFull = examples.length === MOST_EXAMPLES;
  if (isFull && last !== undefined && compareFindings(finding, last) >= 0) return examples;
  return [...examples, finding].sort(compareFindings).slice(0, MOST_EXAMPLES);
}
