import type { Finding } from "@babyfoot/history";

const HEADER = [
  "row",
  "game_id",
  "player_id",
  "column",
  "said",
  "value",
  "certainty",
  "rule",
  "kind",
] as const;

/** What a spreadsheet would take for a formula. */
const FORMULA = /^[=+\-@\t\r]/;

/** A cell that no spreadsheet calculates. */
export function csvCell(text: string): string {
  const safe = FORMULA.test(text) ? `'${text}` : text;
  return /[",\n\r]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

const line = (cells: readonly string[]): string => `${cells.map(csvCell).join(",")}\n`;

export const FINDINGS_HEADER = line(HEADER);

const said = (value: Finding["value"] | undefined): string =>
  value === null || value === undefined ? "" : String(value);

/** One thing that was found out, as a line of `report.csv`; the file's header is row 1. */
export const findingLine = (finding: Finding): string =>
  line([
    finding.row === null ? "" : String(finding.row + 1),
    said(finding.gameId),
    said(finding.playerId),
    said(finding.column),
    finding.raw,
    said(finding.value),
    finding.certainty,
    finding.rule,
    finding.kind,
  ]);
