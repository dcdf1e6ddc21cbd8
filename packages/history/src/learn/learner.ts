import type { CsvRow } from "../clean/row.ts";
import type { FileColumn } from "../columns/column.ts";
import type { Reading } from "./reading.ts";

/** The first pass: sees every row once, in any order, and tells how the file is to be read. */
export interface Learner {
  row(row: CsvRow): void;
  reading(): Reading;
}

export function learner(_columns: readonly FileColumn[]): Learner {
  throw new Error("to come");
}
