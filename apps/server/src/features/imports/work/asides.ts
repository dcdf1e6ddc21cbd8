import { storable } from "./copy-text.ts";

type Told = string | number | null;

const NONE = "{}";

/** What is told and has no column, as the text of a JSON object that the database can hold. */
export function asidesOf(told: Readonly<Record<string, Told>>): string {
  let text = "";
  for (const name of Object.keys(told)) {
    const value = told[name] ?? null;
    if (value === null) continue;
    if (text !== "") text += ",";
    text += `${quoted(name)}:${typeof value === "number" ? value : quoted(value)}`;
  }
  return text === "" ? NONE : `{${text}}`;
}

const quoted = (text: string): string => JSON.stringify(storable(text));

/** Both in one; of a name that both have, the database keeps the last. */
export function bothAsides(first: string, second: string): string {
  if (first === NONE) return second;
  return second === NONE ? first : `${first.slice(0, -1)},${second.slice(1)}`;
}
