import type { CleanRow, GameCells, LineCells, StagedRow } from "@babyfoot/history";

const GAME_CELLS = [
  "date",
  "time",
  "tableId",
  "location",
  "durationSeconds",
  "scoreRed",
  "scoreBlue",
  "winner",
  "season",
  "ballType",
  "tableCondition",
  "attendance",
  "recordedBy",
  "rating",
  "referee",
  "music",
  "recordedAt",
] as const satisfies readonly (keyof GameCells)[];

const LINE_CELLS = [
  "team",
  "role",
  "goals",
  "ownGoals",
  "assists",
  "saves",
  "possessionSeconds",
  "isSubstitute",
  "pingMs",
  "mood",
  "comment",
  "notes",
] as const satisfies readonly (keyof LineCells)[];

/** A staged row with what the file says beside our columns. */
export interface WaitingRow extends StagedRow {
  readonly aside: CleanRow["aside"];
}

/** A row as it waits for its game: its values in a fixed order, since names would be most of the text. */
export const rowText = (row: WaitingRow): string =>
  JSON.stringify([
    row.row,
    row.playerId,
    GAME_CELLS.map((name) => row.game[name]),
    LINE_CELLS.map((name) => row.line[name]),
    row.guessed,
    row.hasUnusualSide,
    row.aside,
  ]);

type Text = [
  number,
  string,
  unknown[],
  unknown[],
  StagedRow["guessed"],
  boolean,
  CleanRow["aside"],
];

function cellsOf<Cells>(names: readonly (keyof Cells & string)[], values: unknown[]): Cells {
  const cells: Record<string, unknown> = {};
  let at = 0;
  for (const name of names) {
    cells[name] = values[at] ?? null;
    at += 1;
  }
  return cells as Cells;
}

/** The row of such a text. */
export function rowOfText(gameId: string, text: string): WaitingRow {
  const [row, playerId, game, line, guessed, hasUnusualSide, aside] = JSON.parse(text) as Text;
  return {
    row,
    gameId,
    playerId,
    game: cellsOf<GameCells>(GAME_CELLS, game),
    line: cellsOf<LineCells>(LINE_CELLS, line),
    guessed,
    hasUnusualSide,
    aside,
  };
}
