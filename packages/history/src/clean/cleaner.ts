import type { Column, FileColumn } from "../columns/column.ts";
import type { Reading } from "../learn/reading.ts";
import type { Finding } from "../report/finding.ts";
import { parsePlayerName } from "../values/names.ts";
import { cellParser } from "./cell-readers.ts";
import { gameCells, lineCells } from "./parts.ts";
import type { Cell, CleanRow, CsvRow, StagedRow } from "./row.ts";

/** Texts remembered of each column, and the longest that is. */
const MOST_REMEMBERED = 20_000;
const LONGEST_REMEMBERED = 100;

type ReadCell = (raw: string) => Cell;

/** The second pass: one row in, one clean row out. Keeps a bounded memory of texts it has read. Never throws. */
export function cleaner(reading: Reading): (row: CsvRow) => CleanRow {
  const { columns } = reading;
  const readers = columns.map((column) => cellReader(column, reading));
  const places = new Map<Column, number>();
  columns.forEach(({ column }, at) => {
    if (column !== null) places.set(column, at);
  });
  const asides = columns.flatMap(({ column }, at) => (column === null ? [at] : []));
  const player = places.get("player_id") ?? -1;
  const names = [places.get("player_name"), places.get("canonical_name")].filter(
    (at) => at !== undefined,
  );

  return ({ number, cells: texts }) => {
    const cells = readers.map((read, at) => read(texts[at] ?? ""));
    const playerId = textOf(cells[player]);
    for (const at of names) cells[at] = namedCell(cells[at], playerId, reading.names);
    const said = (column: Column) => {
      const at = places.get(column);
      return at === undefined ? null : (cells[at]?.value ?? null);
    };
    return {
      row: number,
      gameId: textOf(cells[places.get("game_id") ?? -1]),
      playerId,
      game: gameCells(said),
      line: lineCells(said),
      guessed: guessedColumns(cells),
      hasUnusualSide: isUnusualSide(texts[places.get("team") ?? -1], reading.usualSides),
      cells,
      aside: asideOf(cells, asides),
      ragged: texts.length - columns.length,
    };
  };
}

const textOf = (cell: Cell | undefined): string | null =>
  typeof cell?.value === "string" ? cell.value : null;

const isUnusualSide = (raw: string | undefined, usual: readonly string[]): boolean =>
  raw !== undefined && raw.trim() !== "" && !usual.includes(raw.trim());

/** A loop, since every cell of a file comes by here. */
function guessedColumns(cells: readonly Cell[]): Column[] {
  const guessed: Column[] = [];
  for (const { certainty, column, value } of cells) {
    if (certainty !== "guessed" || column === null) continue;
    // A cell with both scores guesses both.
    if (typeof value === "string" && SCORES.has(column)) guessed.push("score_red", "score_blue");
    else guessed.push(column);
  }
  return guessed;
}

const SCORES: ReadonlySet<Column> = new Set<Column>(["score", "score_red", "score_blue"]);

function asideOf(cells: readonly Cell[], places: readonly number[]): Record<string, string> {
  const aside: Record<string, string> = {};
  for (const at of places) {
    const cell = cells[at];
    if (cell !== undefined && cell.certainty !== "empty") aside[cell.header] = cell.raw;
  }
  return aside;
}

function cellReader(column: FileColumn, reading: Reading): ReadCell {
  const parse = cellParser(column, reading);
  const remembered = new Map<string, Cell>();
  return (raw) => {
    const before = remembered.get(raw);
    if (before !== undefined) return before;
    const { value, certainty, rule } = parse(raw);
    const cell: Cell = {
      header: column.header,
      column: column.column,
      raw,
      value,
      certainty,
      rule,
    };
    if (remembered.size < MOST_REMEMBERED && raw.length <= LONGEST_REMEMBERED) {
      remembered.set(raw, cell);
    }
    return cell;
  };
}

/** A player's name is the best spelling of all rows that have the id. */
function namedCell(cell: Cell | undefined, playerId: string | null, names: Reading["names"]): Cell {
  const best = playerId !== null && Object.hasOwn(names, playerId) ? names[playerId] : undefined;
  if (cell === undefined) throw new Error("A row has a cell for every column.");
  if (cell.certainty === "empty" || typeof cell.value !== "string") return cell;
  const { value, certainty, rule } = parsePlayerName(cell.value, best);
  if (certainty === "kept") return cell;
  return { header: cell.header, column: cell.column, raw: cell.raw, value, certainty, rule };
}

/** What of a row is kept for judging its game; null where its key is unreadable. */
export function stagedRow({
  row,
  gameId,
  playerId,
  game,
  line,
  guessed,
  hasUnusualSide,
}: CleanRow): StagedRow | null {
  if (gameId === null || playerId === null) return null;
  return { row, gameId, playerId, game, line, guessed, hasUnusualSide };
}

/** All that is to be told of a row: each cell that was not kept, missing keys, cells too many or too few. */
export function rowFindings(row: CleanRow): Finding[] {
  const about = { row: row.row, gameId: row.gameId, playerId: row.playerId };
  const findings: Finding[] = [];
  for (const { header, raw, value, certainty, rule } of row.cells) {
    if (certainty === "kept") continue;
    findings.push({ kind: "cell", ...about, column: header, raw, value, certainty, rule });
  }
  if (row.ragged !== 0) {
    const rule = row.ragged > 0 ? "row.too_many_cells" : "row.too_few_cells";
    findings.push(rowFinding("ragged_row", about, String(row.ragged), rule));
  }
  if (row.gameId === null || row.playerId === null) {
    findings.push(rowFinding("row_without_key", about, "", "row.without_key"));
  }
  return findings;
}

const rowFinding = (
  kind: Finding["kind"],
  about: Pick<Finding, "row" | "gameId" | "playerId">,
  raw: string,
  rule: Finding["rule"],
): Finding => ({ kind, ...about, column: null, raw, value: null, certainty: "refused", rule });
