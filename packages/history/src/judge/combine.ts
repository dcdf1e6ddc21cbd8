import type { StagedRow, Value } from "../clean/row.ts";
import type { Column } from "../columns/column.ts";
import type { Finding } from "../report/finding.ts";
import { majority } from "./majority.ts";

/** A field of several rows made one. */
export interface Combined<Cells> {
  readonly cells: Cells;
  readonly guessed: readonly Column[];
  readonly findings: readonly Finding[];
}

/** One set of cells from those of several rows, field by field; rows that say otherwise are told of. */
export function combined<Cells extends object>(
  rows: readonly StagedRow[],
  cellsOf: (row: StagedRow) => Cells,
  fields: Readonly<Record<keyof Cells & string, Column>>,
  kind: "row_disagrees" | "duplicate_differs",
): Combined<Cells> {
  const [first] = rows;
  if (first === undefined) throw new Error("A game has at least one row.");
  const cells = { ...cellsOf(first) };
  const guessed: Column[] = [];
  const findings: Finding[] = [];
  // Most lines have one row, and most games' rows say the same of them: nothing to be compared.
  const isOneSaying = rows.every((row) => cellsOf(row) === cellsOf(first));
  if (isOneSaying && first.guessed.length === 0) return { cells, guessed, findings };
  for (const field of keysOf(fields)) {
    const column = fields[field];
    // Most fields of most games are said by all rows alike.
    if (rows.every((row) => cellsOf(row)[field] === cells[field])) {
      if (cells[field] !== null && rows.every((row) => row.guessed.includes(column))) {
        guessed.push(column);
      }
      continue;
    }
    const votes = rows.map((row) => ({
      row: row.row,
      value: asValue(cellsOf(row)[field]),
      isGuess: row.guessed.includes(column),
    }));
    const choice = majority(votes);
    if (choice.isGuess) guessed.push(column);
    const chosen = rows[votes.findIndex((vote) => vote.value === choice.value)] ?? first;
    cells[field] = cellsOf(chosen)[field];
    for (const [at, vote] of votes.entries()) {
      if (vote.value === null || vote.value === choice.value) continue;
      findings.push(disagreeing(rows[at] ?? first, column, vote.value, choice.value, kind));
    }
  }
  return { cells, guessed, findings };
}

const keysOf = <Key extends string>(record: Readonly<Record<Key, unknown>>): Key[] =>
  Object.keys(record) as Key[];

const asValue = (value: unknown): Value =>
  typeof value === "string" || typeof value === "number" || typeof value === "boolean"
    ? value
    : null;

const disagreeing = (
  { row, gameId, playerId }: StagedRow,
  column: Column,
  said: Value,
  value: Value,
  kind: "row_disagrees" | "duplicate_differs",
): Finding => ({
  kind,
  row,
  gameId,
  playerId,
  column,
  raw: String(said),
  value,
  certainty: "changed",
  rule: kind === "row_disagrees" ? "game.majority" : "line.majority",
});
