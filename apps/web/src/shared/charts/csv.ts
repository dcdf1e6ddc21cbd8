/** A value of a table that is shown or downloaded; null is unknown. */
export type Datum = string | number | null;

/** A spreadsheet would run a text that begins like this. */
const FORMULA = /^[=+\-@\t\r]/;

/**
 * Rows as CSV (RFC 4180, CRLF): numbers with a point, unknown values empty, and texts that a spreadsheet would take for
 * a formula behind an apostrophe.
 */
export function csvOf(header: readonly string[], rows: readonly (readonly Datum[])[]): string {
  return [header, ...rows].map((row) => `${row.map(cellOf).join(",")}\r\n`).join("");
}

function cellOf(value: Datum): string {
  if (value === null) return "";
  if (typeof value === "number") return `${value}`;
  const text = FORMULA.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** Spreadsheets take a file without it for Windows-1252. */
const BOM = "\uFEFF";

/** Hands a file to whoever uses the browser. */
export function downloadCsv(fileName: string, csv: string): void {
  const url = URL.createObjectURL(new Blob([BOM, csv], { type: "text/csv;charset=utf-8" }));
  const link = document.createElement("a");
  link.href = url;
  link.download = fileName;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
