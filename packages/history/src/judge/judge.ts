import type { CleanGame, CleanLine, StagedRow } from "../clean/row.ts";
import type { Reading } from "../learn/reading.ts";
import type { Finding } from "../report/finding.ts";

export interface JudgeOptions {
  /** Puts the odd one of three against one on the other side where goals and scores then agree. Off unless asked for. */
  readonly repairSides?: boolean;
}

export interface Judgement {
  readonly game: CleanGame;
  readonly lines: readonly CleanLine[];
  readonly findings: readonly Finding[];
}

/** One game from all its rows (at least one, all of one game, any order): the majority of each column, one line a player. */
export function judge(
  _reading: Reading,
  _rows: readonly StagedRow[],
  _options: JudgeOptions = {},
): Judgement {
  throw new Error("to come");
}
