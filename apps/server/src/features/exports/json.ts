import type { Blocks, Columns } from "./csv.ts";
import { instantOf } from "./values.ts";

type Type = Columns[number]["type"];

function cellOf(text: string | null, type: Type): string {
  if (text === null) return "null";
  switch (type) {
    case "integer":
      return text;
    case "boolean":
      return text === "t" ? "true" : "false";
    case "instant":
      return `"${instantOf(text)}"`;
    case "text":
    case "date":
      return JSON.stringify(text);
    default:
      return type satisfies never;
  }
}

/** One array of objects, one a line; null means unknown. */
export async function* jsonOf(columns: Columns, blocks: Blocks): AsyncGenerator<string> {
  const keys = columns.map(({ name, type }) => ({ key: `${JSON.stringify(name)}:`, type }));
  yield "[";
  let before = "\n";
  for await (const rows of blocks) {
    let text = "";
    for (const row of rows) {
      const fields = keys.map(({ key, type }, index) => key + cellOf(row[index] ?? null, type));
      text += `${before}{${fields.join(",")}}`;
      before = ",\n";
    }
    yield text;
  }
  yield "\n]\n";
}
