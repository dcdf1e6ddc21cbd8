import { cleaner, type Reading } from "@babyfoot/history";
import type { Db } from "../../../platform/database.ts";
import { AppError } from "../../../platform/errors.ts";
import { findReport, keeperOf } from "../imports.queries.ts";
import { FINDINGS_HEADER, findingLine } from "../report/findings-csv.ts";
import { keptBlocks } from "../stored-file.ts";
import { tellRow } from "./clean-file.ts";
import { rowsOfFile } from "./file-rows.ts";

async function* linesOf(
  db: Db,
  { id, keeper }: { id: string; keeper: string },
  reading: Reading,
): AsyncGenerator<string | Buffer> {
  yield FINDINGS_HEADER;
  const clean = cleaner(reading);
  for await (const { rows } of rowsOfFile(db, keeper)) {
    let text = "";
    for (const row of rows) for (const finding of tellRow(clean(row))) text += findingLine(finding);
    if (text !== "") yield text;
  }
  yield* keptBlocks(db, id, "findings");
}

/**
 * All that was found out about a file, as CSV: cell by cell, read again from the file, then what was found out about
 * games. @throws AppError `not_found` where it has not been read, or is not kept.
 */
export async function reportCsv(db: Db, id: string): Promise<AsyncGenerator<string | Buffer>> {
  const [{ reading }, keeper] = await Promise.all([findReport(db, id), keeperOf(db, id)]);
  if (reading === null || keeper === undefined) throw new AppError("not_found");
  return linesOf(db, { id, keeper }, JSON.parse(reading) as Reading);
}
