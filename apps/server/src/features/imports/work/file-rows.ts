import { type CsvFacts, type CsvRow, csvReader } from "@babyfoot/history";
import type { Db } from "../../../platform/database.ts";
import { keptBlocks } from "../stored-file.ts";

/** Some rows of a kept file, what is known of it, and how many of its bytes have been read. */
export interface RowsOfFile {
  rows: readonly CsvRow[];
  facts: CsvFacts;
  bytes: number;
}

/** The rows of a kept file, a block at a time. @throws HistoryError */
export async function* rowsOfFile(db: Db, id: string): AsyncGenerator<RowsOfFile> {
  const reader = csvReader();
  let bytes = 0;
  for await (const block of keptBlocks(db, id)) {
    const rows = reader.push(block);
    bytes += block.length;
    const facts = reader.facts();
    if (facts !== null) yield { rows, facts, bytes };
  }
  const rows = reader.end();
  const facts = reader.facts();
  if (facts !== null) yield { rows, facts, bytes };
}
