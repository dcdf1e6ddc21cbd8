import { type CsvFacts, type CsvRow, csvReader } from "@babyfoot/history";
import type { Db } from "../../../platform/database.ts";
import { keptBlocks } from "../stored-file.ts";

/** Some rows of a kept file, what is known of it, and how many of its bytes have been read. */
export interface RowsOfFile {
  rows: readonly CsvRow[];
  facts: CsvFacts;
  bytes: number;
}

/** Rows that are read together die young together: larger pieces cost memory and time. */
const PIECE_BYTES = 65_536;

/** The rows of a kept file, a piece at a time. @throws HistoryError */
export async function* rowsOfFile(db: Db, id: string): AsyncGenerator<RowsOfFile> {
  const reader = csvReader();
  let bytes = 0;
  for await (const block of keptBlocks(db, id)) {
    for (let at = 0; at < block.length; at += PIECE_BYTES) {
      const piece = block.subarray(at, at + PIECE_BYTES);
      const rows = reader.push(piece);
      bytes += piece.length;
      const facts = reader.facts();
      if (facts !== null) yield { rows, facts, bytes };
    }
  }
  const rows = reader.end();
  const facts = reader.facts();
  if (facts !== null) yield { rows, facts, bytes };
}
