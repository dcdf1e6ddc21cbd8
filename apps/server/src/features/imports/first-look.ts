import { columnsOf, csvReader, HistoryError, type Mapping } from "@babyfoot/history";
import { AppError } from "../../platform/errors.ts";

/** As much of a file shows what it is. */
const SHOWN_BYTES = 131_072;

/** What a file fails of, in short: the columns that it lacks, or the row. */
export function detailOf({ columns, row }: HistoryError): string | null {
  if (columns.length > 0) return columns.join(", ");
  return row === null ? null : String(row + 1);
}

/** The refusal of a file that is no history. */
export const notAHistory = (error: HistoryError): AppError =>
  new AppError("not_a_history", error.message, {
    errors: [{ path: "/file", message: [error.code, detailOf(error)].filter(Boolean).join(": ") }],
  });

/**
 * Looks at the beginning of a file before anything is kept of it.
 * @throws AppError `not_a_history` where it shows that it is none.
 */
export function lookAt(block: Buffer, mapping: Mapping): void {
  try {
    const reader = csvReader();
    reader.push(block.subarray(0, SHOWN_BYTES));
    if (reader.facts() === null && block.length < SHOWN_BYTES) reader.end();
    const facts = reader.facts();
    if (facts !== null) columnsOf(facts.header, mapping);
  } catch (error) {
    throw error instanceof HistoryError ? notAHistory(error) : error;
  }
}
