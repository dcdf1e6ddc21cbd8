import { once } from "node:events";
import { pipeline } from "node:stream/promises";
import { connectionTo } from "../../platform/connection.ts";
import { openSnapshot } from "../../platform/snapshot.ts";
import type { FileTask, Said } from "./child.ts";
import { csvOf } from "./csv.ts";
import { jsonOf } from "./json.ts";
import { parquetOf } from "./parquet.ts";

const WRITERS = { csv: csvOf, json: jsonOf, parquet: parquetOf };

/** Writes a file to the standard output, no faster than it is taken from there. Rejects once it has said why. */
export async function writeFile(task: FileTask, say: (said: Said) => void): Promise<void> {
  try {
    await write(task, say);
  } catch (error) {
    say({ type: "failed", error: fieldsOf(error) });
    throw error;
  }
}

async function write(
  { database, statement, columns, format }: FileTask,
  say: (said: Said) => void,
): Promise<void> {
  // This process ends instead.
  const never = new AbortController().signal;
  const snapshot = await openSnapshot(await connectionTo(database), never);
  try {
    say({ type: "begun" });
    const blocks = snapshot.blocks(statement.text, statement.values);
    await pipeline(WRITERS[format](columns, blocks), process.stdout, { end: false });
    if (process.stdout.writableLength > 0) await once(process.stdout, "drain");
    say({ type: "ended" });
  } finally {
    await snapshot.close();
  }
}

/** What can be sent on: of an error of PostgreSQL its fields too, by which it gets its name. */
function fieldsOf(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { message: String(error) };
  const fields = Object.entries(error).filter(([, value]) => typeof value === "string");
  return { message: error.message, stack: error.stack, ...Object.fromEntries(fields) };
}
