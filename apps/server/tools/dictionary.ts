import type pg from "pg";

interface ColumnRow {
  view: string;
  about: string | null;
  column: string;
  type: string;
  meaning: string | null;
}

const COLUMNS = `
  select c.relname as view, obj_description(c.oid, 'pg_class') as about, a.attname as column,
    format_type(a.atttypid, a.atttypmod) as type, col_description(c.oid, a.attnum) as meaning
  from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0
  where c.relnamespace = 'reporting'::regnamespace and c.relkind = 'v'
  order by c.relname, a.attnum`;

const TYPES: Record<string, string> = {
  "timestamp with time zone": "instant",
  date: "day",
  text: "text",
  integer: "whole number",
  smallint: "whole number",
  boolean: "yes or no",
  uuid: "id",
};

/** Words for a document: what a table's cell cannot hold is written otherwise. */
const inCell = (text: string): string => text.replaceAll("|", "\\|").replaceAll("\n", " ");

/**
 * The data dictionary, of the comments of the database itself.
 * @throws when a view or a column says nothing of itself.
 */
export async function describeData(client: pg.Client): Promise<string> {
  const { rows } = await client.query<ColumnRow>(COLUMNS);
  const { rows: about } = await client.query<{ text: string | null }>(
    "select obj_description('reporting'::regnamespace, 'pg_namespace') as text",
  );
  const silent = rows.filter(({ about: told, meaning }) => told === null || meaning === null);
  if (silent.length > 0)
    throw new Error(
      `No comment says what these are: ${silent.map((row) => `reporting.${row.view}.${row.column}`).join(", ")}.`,
    );
  const views = [...new Set(rows.map(({ view }) => view))].map((view) => {
    const columns = rows.filter((row) => row.view === view);
    const lines = columns.map(
      ({ column, type, meaning }) =>
        `| \`${column}\` | ${TYPES[type] ?? type} | ${inCell(meaning ?? "")} |`,
    );
    return `## reporting.${view}\n\n${columns[0]?.about ?? ""}\n\n| column | type | meaning |\n|---|---|---|\n${lines.join("\n")}\n`;
  });
  const head =
    "# Data dictionary\n\nMade from the comments of the database by `npm run schema -- --write`.";
  return `${head}\n\n${about[0]?.text ?? ""}\n\n${views.join("\n")}`;
}
