import { CompiledQuery } from "kysely";
import type { Db, Transaction } from "./database.ts";

/** The PostgreSQL type of columns, by their names in a row. */
export type Columns<Row> = { readonly [name in keyof Row & string]?: string };

/** Rows as a table of a statement, to be written once into its text. */
export interface RowsSource<Row> {
  /** The columns, for a list of what to select or insert. */
  columns: string;
  /** The table, named `n`; its parameters are numbered from `first`. */
  from: (first: number) => string;
  /** The parameters: one a column, however many rows. */
  values: (rows: readonly Row[]) => string[];
}

/** Neither occurs in what is stored: JSON escapes control characters, and texts of people refuse them. */
const BETWEEN = "\u001e";
const ABSENT = "\u001f";

/**
 * Describes rows that go to PostgreSQL as one list a column: several times faster than JSON on both sides. Objects
 * are written as JSON, dates as RFC 3339.
 */
export function rowsSource<Row extends object>(columns: Columns<Row>): RowsSource<Row> {
  const types = Object.entries(columns) as [keyof Row & string, string][];
  const list = types.map(([name]) => name).join(", ");
  const typed = types.map(([name, type]) => `${name}::${type}`).join(", ");
  return {
    columns: list,
    from: (first) => {
      const lists = types.map(
        (_, index) => `string_to_array($${first + index}, E'\\x1e', E'\\x1f')`,
      );
      return `(select ${typed} from unnest(${lists.join(", ")}) as u(${list})) as n(${list})`;
    },
    values: (rows) =>
      types.map(([name, type]) => rows.map((row) => asText(row[name], type)).join(BETWEEN)),
  };
}

function asText(value: unknown, type: string): string {
  if (value === null || value === undefined) return ABSENT;
  if (typeof value === "string") return value === "" ? throwEmpty() : value;
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  if (value instanceof Date) return value.toISOString();
  if (Array.isArray(value) && type.endsWith("[]")) return `{${value.join(",")}}`;
  return JSON.stringify(value);
}

function throwEmpty(): never {
  // A list of one empty text is the same as a list of nothing.
  throw new TypeError("an empty text cannot be stored this way");
}

/** Runs a statement of constant text: nothing is put together at run time, and PostgreSQL has it prepared. */
export async function execute<Row>(
  tx: Transaction | Db,
  text: string,
  values: readonly unknown[],
): Promise<Row[]> {
  const { rows } = await tx.executeQuery<Row>(CompiledQuery.raw(text, [...values]));
  return rows;
}
