/** Why a file cannot be read as a history at all. */
export type HistoryErrorCode =
  | "not_csv"
  | "missing_columns"
  | "header_too_short"
  | "no_rows"
  | "row_too_long";

/** The file is no history that can be read; `columns` names those that are missing, `row` is the row (1 is the first). */
export class HistoryError extends Error {
  readonly code: HistoryErrorCode;
  readonly columns: readonly string[];
  readonly row: number | null;

  constructor(
    code: HistoryErrorCode,
    message: string,
    about: { columns?: readonly string[]; row?: number } = {},
  ) {
    super(message);
    this.name = "HistoryError";
    this.code = code;
    this.columns = about.columns ?? [];
    this.row = about.row ?? null;
  }
}
