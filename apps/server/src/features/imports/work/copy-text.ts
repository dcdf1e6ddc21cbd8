/** What needs care on the way to PostgreSQL: signs of COPY, the zero that no text may hold, halves of characters. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: the zero is what it looks for
const SPECIAL = /[\\\n\r\t\u0000\ud800-\udfff]/;

/** A text as PostgreSQL can hold it. */
export function storable(text: string): string {
  if (!SPECIAL.test(text)) return text;
  return text.replaceAll("\u0000", "").replace(/\p{Cs}/gu, "\ufffd");
}

export type CopyValue = string | number | boolean | null;

function cell(value: CopyValue): string {
  if (value === null) return "\\N";
  if (typeof value !== "string") return String(value);
  if (!SPECIAL.test(value)) return value;
  return storable(value)
    .replaceAll("\\", "\\\\")
    .replaceAll("\n", "\\n")
    .replaceAll("\r", "\\r")
    .replaceAll("\t", "\\t");
}

/** A row as COPY takes it in its text format. A loop that makes one text, since all of a file comes by here. */
export function copyLine(values: readonly CopyValue[]): string {
  let line = "";
  for (let at = 0; at < values.length; at += 1) {
    if (at > 0) line += "\t";
    line += cell(values[at] ?? null);
  }
  return `${line}\n`;
}
