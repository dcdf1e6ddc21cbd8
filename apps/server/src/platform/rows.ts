import { type RawBuilder, sql } from "kysely";

/** The PostgreSQL type of columns, by their names in a row. */
export type Columns<Row> = { readonly [name in keyof Row & string]?: string };

/**
 * Rows as a table of a statement, named `n`, with the columns named: one array a column, which PostgreSQL reads
 * several times faster than JSON. Objects are written as JSON, dates as RFC 3339.
 */
export function rowsAs<Row extends object>(
  rows: readonly Row[],
  columns: Columns<Row>,
): RawBuilder<unknown> {
  const types = Object.entries(columns) as [keyof Row & string, string][];
  const names = types.map(([name]) => sql.ref(name));
  const arrays = types.map(([name, type]) => {
    const list = rows.map((row) => element(row[name], type)).join(",");
    return sql`${`{${list}}`}::${sql.raw(travelsAsText(type) ? "text" : type)}[]`;
  });
  const casts = types.map(([name, type]) =>
    travelsAsText(type) ? sql`${sql.ref(name)}::${sql.raw(type)}` : sql.ref(name),
  );
  return sql`(select ${sql.join(casts)} from unnest(${sql.join(arrays)}) as u(${sql.join(names)})) as n(${sql.join(names)})`;
}

/** `unnest` takes arrays of arrays apart to the innermost, and JSON's own would be taken for those. */
const travelsAsText = (type: string): boolean => /jsonb$|\[\]$|range$/.test(type);

/** A value as it stands in PostgreSQL's text form of an array. */
function element(value: unknown, type: string): string {
  if (value === null || value === undefined) return "NULL";
  if (value instanceof Date) return `"${value.toISOString()}"`;
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  if (Array.isArray(value) && type.endsWith("[]"))
    return quoted(`{${value.map((item) => quoted(String(item))).join(",")}}`);
  if (typeof value === "object") return quoted(JSON.stringify(value));
  if (typeof value === "string") return quoted(value);
  throw new TypeError(`cannot store a ${typeof value}`);
}

const quoted = (text: string): string => `"${text.replace(/["\\]/g, "\\$&")}"`;
