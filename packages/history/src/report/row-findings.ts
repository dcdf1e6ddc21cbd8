import type { CleanRow } from "../clean/row.ts";
import type { Finding } from "./finding.ts";

/** All that is to be told of a row: each cell that was not kept, missing keys, cells too many or too few. */
export function rowFindings(row: CleanRow): Finding[] {
  const about = { row: row.row, gameId: row.gameId, playerId: row.playerId };
  const findings: Finding[] = [];
  for (const { header, raw, value, certainty, rule } of row.cells) {
    if (certainty === "kept") continue;
    findings.push({ kind: "cell", ...about, column: header, raw, value, certainty, rule });
  }
  if (row.ragged !== 0) {
    findings.push(rowFinding("ragged_row", about, String(row.ragged), raggedRule(row)));
  }
  if (row.gameId === null || row.playerId === null) {
    findings.push(rowFinding("row_without_key", about, "", "row.without_key"));
  }
  return findings;
}

function raggedRule({ ragged, isRejoined }: CleanRow): Finding["rule"] {
  if (isRejoined) return "row.rejoined";
  return ragged > 0 ? "row.too_many_cells" : "row.too_few_cells";
}

const rowFinding = (
  kind: Finding["kind"],
  about: Pick<Finding, "row" | "gameId" | "playerId">,
  raw: string,
  rule: Finding["rule"],
): Finding => ({ kind, ...about, column: null, raw, value: null, certainty: "refused", rule });
