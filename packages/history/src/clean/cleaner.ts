import type { Reading } from "../learn/reading.ts";
import type { Finding } from "../report/finding.ts";
import type { CleanRow, CsvRow, StagedRow } from "./row.ts";

/** The second pass: one row in, one clean row out. Keeps a bounded memory of texts it has read. Never throws. */
export function cleaner(_reading: Reading): (row: CsvRow) => CleanRow {
  throw new Error("to come");
}

/** What of a row is kept for judging its game; null where its key is unreadable. */
export function stagedRow({
  row,
  gameId,
  playerId,
  game,
  line,
  guessed,
}: CleanRow): StagedRow | null {
  if (gameId === null || playerId === null) return null;
  return { row, gameId, playerId, game, line, guessed };
}

/** All that is to be told of a row: each cell that was not kept, missing keys, cells too many or too few. */
export function rowFindings(_row: CleanRow): Finding[] {
  throw new Error("to come");
}
