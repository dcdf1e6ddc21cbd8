import { columnsOf, type Learner, learner, type Reading } from "@babyfoot/history";
import { rowsOfFile } from "./file-rows.ts";
import type { Job } from "./job.ts";

/** The first pass: how the file is to be read. @throws HistoryError, Interrupted */
export async function learnFile({ db, id, bytes, options, progress }: Job): Promise<Reading> {
  let learning: Learner | undefined;
  let seen = 0;
  for await (const { rows, facts, bytes: read } of rowsOfFile(db, id)) {
    learning ??= learner(columnsOf(facts.header, options.mapping), facts.delimiter);
    for (const row of rows) learning.row(row);
    seen += rows.length;
    progress.at("learning", seen, read / Math.max(1, bytes));
  }
  if (learning === undefined) throw new Error("A file without a header has no rows.");
  return learning.reading();
}
