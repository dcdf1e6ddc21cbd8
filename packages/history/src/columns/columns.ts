import { HistoryError } from "../errors.ts";
import { folded, tidied } from "../values/tidy.ts";
import { type Column, type FileColumn, KEY_COLUMNS } from "./column.ts";
import { NAMES } from "./names.ts";

/** Their header → our column (null: keep it aside); wins over what the names suggest. */
export type Mapping = Readonly<Record<string, Column | null>>;

const COLUMN_OF = new Map<string, Column>();
for (const [column, names] of Object.entries(NAMES) as [Column, string][]) {
  for (const name of names.split("|")) COLUMN_OF.set(name, column);
}
const OWN_NAMES = new Map(
  (Object.keys(NAMES) as Column[]).map((column) => [folded(column), column]),
);

const SECONDS = /\b(?:s|sec|secs|seconds?|secondes?)$/;
const MINUTES = /\b(?:m|mn|min|mins|minutes?)$/;

/** `gameDate`, `Game_Date` and `GAME DATE` are one name; `N° table` is `n table`. */
const nameOf = (header: string): string =>
  folded(
    tidied(header)
      .text.replace(/[°º№#]/g, " ")
      .replace(/%/g, " percent ")
      .replace(/(\p{Ll})(?=\p{Lu})/gu, "$1 "),
  );

/** `possession (s)` is possession. */
const withoutUnit = (name: string): string =>
  name.replace(SECONDS, "").replace(MINUTES, "").replace(/ ms$/, "").trim();

function unitOf(header: string): FileColumn["unit"] {
  const name = nameOf(header);
  if (SECONDS.test(name)) return "seconds";
  return MINUTES.test(name) ? "minutes" : null;
}

/**
 * Which columns of a file are which of ours; each at most once: a mapping wins over our own names, these over other
 * names, and the first of two alike over the second. Throws `not_csv` for a single column that says nothing to us,
 * `missing_columns` without the game or the player.
 */
export function columnsOf(header: readonly string[], mapping: Mapping = {}): FileColumn[] {
  const chosen: (Column | null | undefined)[] = header.map(() => undefined);
  const taken = new Set<Column>();
  const wishes = Object.entries(mapping).map(([name, column]) => [nameOf(name), column] as const);
  const wished = new Map<string, Column | null>(wishes);
  for (const lookUp of [
    (name: string) => wished.get(name),
    (name: string) => OWN_NAMES.get(name),
    (name: string) => COLUMN_OF.get(name),
    (name: string) => COLUMN_OF.get(withoutUnit(name)),
  ]) {
    header.forEach((text, at) => {
      const column = chosen[at] === undefined ? lookUp(nameOf(text)) : undefined;
      if (column === undefined || (column !== null && taken.has(column))) return;
      chosen[at] = column;
      if (column !== null) taken.add(column);
    });
  }
  refuseWithoutKeys(header, taken);
  const names = distinct(header);
  return names.map((text, at) => ({
    header: text,
    column: chosen[at] ?? null,
    unit: unitOf(text),
  }));
}

function refuseWithoutKeys(header: readonly string[], taken: ReadonlySet<Column>): void {
  const missing = KEY_COLUMNS.filter((column) => !taken.has(column));
  if (missing.length === 0) return;
  if (header.length < 2 && taken.size === 0) {
    throw new HistoryError("not_csv", "The file has one column and none that a history has.");
  }
  throw new HistoryError("missing_columns", `The file lacks: ${missing.join(", ")}.`, {
    columns: missing,
  });
}

/** Headers as written, spaces around left out; empty ones and those that come twice get a number. */
function distinct(header: readonly string[]): string[] {
  const used = new Set<string>();
  return header.map((text, at) => {
    const name = tidied(text).text || `#${at + 1}`;
    let unique = name;
    for (let number = 2; used.has(unique); number += 1) unique = `${name} (${number})`;
    used.add(unique);
    return unique;
  });
}
