import type { Column, FileColumn } from "../columns/column.ts";
import type { Reading } from "../learn/reading.ts";
import { parsePlayerName } from "../values/names.ts";
import { cellParser } from "./cell-readers.ts";
import { gameCells, lineCells } from "./parts.ts";
import { raggedCells } from "./ragged.ts";
import type { Cell, CleanRow, CsvRow, StagedRow, Value } from "./row.ts";

/** Texts remembered of each column, and the longest that is. */
const MOST_REMEMBERED = 20_000;
const LONGEST_REMEMBERED = 100;

type ReadCell = (raw: string) => Cell;

/** The second pass: one row in, one clean row out. Keeps a bounded memory of texts it has read. Never throws. */
export function cleaner(reading: Reading): (row: CsvRow) => CleanRow {
  const { columns, delimiter } = reading;
  const readers = columns.map((column) => cellReader(column, reading));
  const places = new Map<Column, number>();
  columns.forEach(({ column }, at) => {
    if (column !== null) places.set(column, at);
  });
  const asides = columns.flatMap(({ column }, at) => (column === null ? [at] : []));
  const placeOf = (column: Column): number => places.get(column) ?? -1;
  const [game, player, team] = [placeOf("game_id"), placeOf("player_id"), placeOf("team")];
  const names = [placeOf("player_name"), placeOf("canonical_name")].filter((at) => at >= 0);
  const read = (texts: readonly string[]): Cell[] =>
    readers.map((readCell, at) => readCell(texts[at] ?? ""));

  return ({ number, cells: texts }) => {
    const ragged = texts.length - columns.length;
    const { cells, beyond, isRejoined } =
      ragged > 0
        ? raggedCells(texts, columns.length, delimiter, read)
        : { cells: read(texts), beyond: [], isRejoined: false };
    const isWhole = ragged === 0 || isRejoined;
    const gameId = keyOf(cells[game], isWhole);
    const playerId = keyOf(cells[player], isWhole);
    for (const at of names) cells[at] = namedCell(cells[at], playerId, reading.names);
    const said = (column: Column): Value => {
      const at = places.get(column);
      return at === undefined ? null : (cells[at]?.value ?? null);
    };
    return {
      row: number,
      gameId,
      playerId,
      game: gameCells(said),
      line: lineCells(said),
      guessed: guessedColumns(cells),
      hasUnusualSide: isUnusualSide(cells[team]?.raw, reading.sides.usual),
      cells,
      aside: asideOf(cells, asides, beyond),
      ragged,
      isRejoined,
    };
  };
}

/** In a row that was cut or moved, an id that looks like none of the others is none. */
function keyOf(cell: Cell | undefined, isWhole: boolean): string | null {
  if (typeof cell?.value !== "string") return null;
  return isWhole || cell.rule !== "id.unusual" ? cell.value : null;
}

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

/** Cells of columns that are not ours by their header, those beyond the header by their place. */
function asideOf(
  cells: readonly Cell[],
  places: readonly number[],
  beyond: readonly string[],
): Record<string, string> {
  const aside: [string, string][] = [];
  for (const at of places) {
    const cell = cells[at];
    if (cell !== undefined && cell.certainty !== "empty") aside.push([cell.header, cell.raw]);
  }
  for (const [at, text] of beyond.entries()) {
    if (text.trim() !== "") aside.push([`#${cells.length + at + 1}`, text]);
  }
  return Object.fromEntries(aside);
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
