import type { CleanGame, CleanLine, LineCells, StagedRow } from "../clean/row.ts";
import { type Column, GAME_COLUMNS, LINE_COLUMNS } from "../columns/column.ts";
import type { Reading } from "../learn/reading.ts";
import type { Finding } from "../report/finding.ts";
import { combined } from "./combine.ts";
import { contradictions, winnerOf } from "./contradictions.ts";
import { GAME_FIELDS, LINE_FIELDS } from "./fields.ts";
import { repairSides, type SidedLine } from "./repair-sides.ts";

export interface JudgeOptions {
  /** Puts the odd one of three against one on the other side, where one alone is written unusually. Off unless asked for. */
  readonly repairSides?: boolean;
}

export interface Judgement {
  readonly game: CleanGame;
  readonly lines: readonly CleanLine[];
  readonly findings: readonly Finding[];
}

/** One game from all its rows (at least one, all of one game, any order): the majority of each column, one line a player. */
export function judge(
  reading: Reading,
  rows: readonly StagedRow[],
  options: JudgeOptions = {},
): Judgement {
  const inOrder = rows.toSorted((one, other) => one.row - other.row);
  const [first] = inOrder;
  if (first === undefined) throw new Error("A game has at least one row.");
  const { cells, guessed, findings } = combined(
    inOrder,
    (row) => row.game,
    GAME_FIELDS,
    "row_disagrees",
  );
  const game: CleanGame = {
    gameId: first.gameId,
    ...cells,
    winner: winnerOf(cells),
    guessed: among(GAME_COLUMNS, guessed),
  };
  const merged = linesOf(inOrder, reading);
  const sided =
    options.repairSides === true
      ? repairSides(merged.lines)
      : { lines: merged.lines.map(({ line }) => line), findings: [] };
  return {
    game,
    lines: sided.lines,
    findings: [
      ...findings,
      ...merged.findings,
      ...sided.findings,
      ...contradictions(game, sided.lines, cells.winner),
    ],
  };
}

const among = <Name extends Column>(names: readonly Name[], columns: readonly Column[]): Name[] =>
  columns.length === 0 ? [] : names.filter((name) => columns.includes(name));

function linesOf(
  rows: readonly StagedRow[],
  reading: Reading,
): { lines: SidedLine[]; findings: Finding[] } {
  const byPlayer = new Map<string, StagedRow[]>();
  for (const row of rows) {
    const before = byPlayer.get(row.playerId);
    if (before === undefined) byPlayer.set(row.playerId, [row]);
    else before.push(row);
  }
  const lines: SidedLine[] = [];
  const findings: Finding[] = [];
  for (const same of byPlayer.values()) {
    const [first] = same;
    if (first === undefined) continue;
    const {
      cells,
      guessed,
      findings: differing,
    } = combined<LineCells>(same, (row) => row.line, LINE_FIELDS, "duplicate_differs");
    const { gameId, playerId, hasUnusualSide } = first;
    const playerName = Object.hasOwn(reading.names, playerId) ? reading.names[playerId] : undefined;
    const line: CleanLine = {
      gameId,
      playerId,
      playerName: playerName ?? null,
      ...cells,
      guessed: among(LINE_COLUMNS, guessed),
    };
    lines.push({ line, hasUnusualSide });
    findings.push(...same.slice(1).map(duplicate), ...differing);
  }
  return { lines, findings };
}

const duplicate = ({ row, gameId, playerId }: StagedRow): Finding => ({
  kind: "duplicate",
  row,
  gameId,
  playerId,
  column: null,
  raw: `${gameId} ${playerId}`,
  value: null,
  certainty: "changed",
  rule: "line.merged",
});
