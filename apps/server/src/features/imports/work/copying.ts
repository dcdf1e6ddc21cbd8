import { once } from "node:events";
import type { Writable } from "node:stream";
import { finished } from "node:stream/promises";
import type pg from "pg";
import { from } from "pg-copy-streams";
import { type Connection, connect } from "../../../platform/connection.ts";
import { type CopyValue, copyLine } from "./copy-text.ts";
import { textPieces } from "./text-pieces.ts";

const PIECE_BYTES = 262_144;

/** Opens a connection for COPY and cursors: without limits of time, since a large file takes long. */
export async function openClient(connection: Connection): Promise<pg.Client> {
  const client = await connect({
    ...connection,
    application_name: "babyfoot import",
    // What is on its way is made again after a crash.
    options: "-c statement_timeout=0 -c synchronous_commit=off -c work_mem=32MB",
  });
  client.on("error", () => undefined);
  return client;
}

/** Writes rows to a table as they come. */
export interface Copying {
  add(values: readonly CopyValue[]): void;
  /** Waits while the database is behind; call it now and then. */
  flush(): Promise<void>;
  end(): Promise<void>;
}

/** Begins a COPY; the connection has nothing else to do until its end. */
export function copyInto(client: pg.Client, table: string, columns: readonly string[]): Copying {
  const stream: Writable = client.query(from(`copy ${table} (${columns.join(", ")}) from stdin`));
  const done = finished(stream);
  done.catch(() => undefined);
  const waiting = textPieces(PIECE_BYTES + PIECE_BYTES / 8);
  const flush = async (): Promise<void> => {
    if (waiting.size() < PIECE_BYTES) return;
    if (!stream.write(waiting.take())) await Promise.race([once(stream, "drain"), done]);
  };
  return {
    add: (values) => waiting.add(copyLine(values)),
    flush,
    end: async () => {
      stream.end(waiting.take());
      await done;
    },
  };
}
