import type { EXPORT_COLUMNS, ExportDataset } from "@babyfoot/contract";
import type { TextRow } from "../../platform/snapshot.ts";
import { instantOf } from "./values.ts";

export type Columns = (typeof EXPORT_COLUMNS)[ExportDataset];
export type Blocks = AsyncIterable<TextRow[]>;

/** What a spreadsheet would take for a formula. */
const FORMULA = /^[=+\-@\t\r]/;
const QUOTED = /[",\r\n]/;

/** A text as a cell: never a formula, quoted where it must be. */
function cellOf(text: string): string {
  const safe = FORMULA.test(text) ? `'${text}` : text;
  return QUOTED.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

type Column = Columns[number];

function valueCell(text: string | null, type: Column["type"]): string {
  if (text === null) return "";
  switch (type) {
    case "text":
      return cellOf(text);
    case "instant":
      return instantOf(text);
    case "boolean":
      return text === "t" ? "true" : "false";
    case "integer":
    case "date":
      return text;
    default:
      return type satisfies never;
  }
}

/** CSV of RFC 4180 in UTF-8, its header first: numbers as they are, texts safe for spreadsheets. */
export async function* csvOf(columns: Columns, blocks: Blocks): AsyncGenerator<string> {
  yield `${columns.map(({ name }) => name).join(",")}\r\n`;
  for await (const rows of blocks) {
    let text = "";
    for (const row of rows) {
      let line = "";
      for (const [index, { type }] of columns.entries())
        line += (index === 0 ? "" : ",") + valueCell(row[index] ?? null, type);
      text += `${line}\r\n`;
    }
    yield text;
  }
}
