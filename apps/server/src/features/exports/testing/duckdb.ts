import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";

interface Read {
  /** By column. */
  types: Record<string, string>;
  rows: unknown[][];
}

/** What DuckDB answers to a query. */
export async function askDuckDb(query: string): Promise<Read> {
  const instance = await DuckDBInstance.create(":memory:");
  const connection = await instance.connect();
  try {
    const answer = await connection.runAndReadAll(query);
    const types = answer.columnTypes().map(String);
    return {
      types: Object.fromEntries(answer.columnNames().map((name, at) => [name, types[at] ?? ""])),
      rows: answer.getRowsJson(),
    };
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

/** The rows of a Parquet file, as DuckDB reads them. */
export async function rowsOfParquet(bytes: Buffer): Promise<Read> {
  const folder = await mkdtemp(path.join(tmpdir(), "babyfoot-parquet-"));
  try {
    const file = path.join(folder, "file.parquet");
    await writeFile(file, bytes);
    return await askDuckDb(`select * from read_parquet('${file}')`);
  } finally {
    await rm(folder, { recursive: true });
  }
}
