import { ByteWriter, ParquetWriter } from "hyparquet-writer";
import type { Blocks, Columns } from "./csv.ts";
import { dateOfInstant } from "./values.ts";

type Column = Columns[number];
type SchemaElement = ConstructorParameters<typeof ParquetWriter>[0]["schema"][number];
type Cell = string | number | boolean | Date | null;

const TYPES: Record<Column["type"], Omit<SchemaElement, "name">> = {
  text: { type: "BYTE_ARRAY", converted_type: "UTF8", logical_type: { type: "STRING" } },
  integer: { type: "INT32" },
  boolean: { type: "BOOLEAN" },
  date: { type: "INT32", converted_type: "DATE", logical_type: { type: "DATE" } },
  instant: {
    type: "INT64",
    converted_type: "TIMESTAMP_MILLIS",
    logical_type: { type: "TIMESTAMP", isAdjustedToUTC: true, unit: "MILLIS" },
  },
};

function cellOf(text: string | null, type: Column["type"]): Cell {
  if (text === null) return null;
  switch (type) {
    case "text":
      return text;
    case "integer":
      return Number(text);
    case "boolean":
      return text === "t";
    case "date":
      return new Date(`${text}T00:00:00Z`);
    case "instant":
      return dateOfInstant(text);
    default:
      return type satisfies never;
  }
}

const schemaOf = (columns: Columns): SchemaElement[] => [
  { name: "babyfoot", num_children: columns.length },
  ...columns.map(({ name, type }) => ({
    name,
    repetition_type: "OPTIONAL" as const,
    ...TYPES[type],
  })),
];

/** Rows that are encoded together: few enough that nobody else waits for it. */
const GROUP_ROWS = 10_000;

/** A Parquet file with typed columns, given out group by group: what has gone out is no longer in memory. */
export async function* parquetOf(columns: Columns, blocks: Blocks): AsyncGenerator<Buffer> {
  const writer = new ByteWriter();
  const file = new ParquetWriter({ writer, schema: schemaOf(columns), createdBy: "babyfoot" });
  let cells: Cell[][] = columns.map(() => []);
  let count = 0;
  const takeBytes = (): Buffer => {
    const bytes = Buffer.from(writer.getBytes());
    writer.index = 0;
    return bytes;
  };
  const writeGroup = async () => {
    const columnData = columns.map(({ name }, index) => ({ name, data: cells[index] ?? [] }));
    await file.write({ columnData, rowGroupSize: GROUP_ROWS });
    cells = columns.map(() => []);
    count = 0;
  };
  yield takeBytes();
  for await (const rows of blocks) {
    for (const row of rows)
      for (const [index, { type }] of columns.entries())
        cells[index]?.push(cellOf(row[index] ?? null, type));
    count += rows.length;
    if (count < GROUP_ROWS) continue;
    await writeGroup();
    yield takeBytes();
  }
  if (count > 0) await writeGroup();
  await file.finish();
  yield takeBytes();
}
