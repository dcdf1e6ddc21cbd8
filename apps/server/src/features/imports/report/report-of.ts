import type { Certainty, ImportReport } from "@babyfoot/contract";
import {
  CERTAINTIES,
  type ColumnTally,
  type Finding,
  type Tally,
  unanswered,
} from "@babyfoot/history";

type ReportColumn = ImportReport["columns"][number];
type ReportFinding = ImportReport["findings"][number];

const byCertainty = <T>(of: (certainty: Certainty) => T): Record<Certainty, T> =>
  Object.fromEntries(CERTAINTIES.map((certainty) => [certainty, of(certainty)])) as Record<
    Certainty,
    T
  >;

const shown = (value: string | number | boolean | null): string | null =>
  value === null ? null : String(value);

/** The file's header is its row 1. */
const rowOf = (row: number | null): number | null => (row === null ? null : row + 1);

function rulesOf({ rules }: ColumnTally): ReportColumn["rules"] {
  return Object.entries(rules).flatMap(([rule, { certainties, examples }]) =>
    (Object.entries(certainties) as [Certainty, number][]).map(([certainty, count]) => ({
      rule,
      certainty,
      count,
      examples: examples.map(({ row, raw, value }) => ({ row: row + 1, raw, value: shown(value) })),
    })),
  );
}

function columnOf(name: string, tally: ColumnTally): ReportColumn {
  const stretches = tally.along.kept.map((_, at) =>
    byCertainty((certainty) => tally.along[certainty][at] ?? 0),
  );
  return {
    name,
    field: tally.column,
    certainties: byCertainty((certainty) => tally.certainties[certainty]),
    stretches,
    rules: rulesOf(tally),
  };
}

function textOf({ column, raw, value }: Finding): string {
  const change = value === null ? raw : `${raw} → ${String(value)}`;
  return column === null ? change : `${column}: ${change}`;
}

/** The quality report of a file; `beside`: what only the database could tell. */
export function reportOf(tally: Tally, beside: readonly ReportFinding[]): ImportReport {
  const findings = Object.entries(tally.findings).map(([kind, { count, examples }]) => ({
    kind,
    count,
    examples: examples.map((finding) => ({
      row: rowOf(finding.row),
      game: finding.gameId,
      text: textOf(finding),
    })),
  }));
  return {
    rows: tally.rows,
    columns: Object.entries(tally.columns).map(([name, column]) => columnOf(name, column)),
    findings: [...findings, ...beside.filter(({ count }) => count > 0)],
    unanswerable: unanswered(tally).map(({ code, column }) =>
      code === "no_time_of_day" ? "time_of_day" : column,
    ),
  };
}
