import type { CsvRow } from "../clean/row.ts";

export interface CsvFacts {
  readonly header: readonly string[];
  readonly delimiter: string;
  readonly encoding: "utf-8" | "utf-16le" | "utf-16be" | "windows-1252" | "mixed";
}

/**
 * Reads a CSV piece by piece, wherever the pieces are cut. Both methods throw a `HistoryError`: `not_csv`,
 * `row_too_long`, and at the end `no_rows`.
 */
export interface CsvReader {
  push(bytes: Uint8Array): CsvRow[];
  end(): CsvRow[];
  /** Null until the header is read; it is, before the first row is given out. */
  facts(): CsvFacts | null;
}

export function csvReader(): CsvReader {
  throw new Error("to come");
}
