import type { Duplex } from "node:stream";
import type pg from "pg";
import { type Connection, connect } from "./connection.ts";

/** A row as PostgreSQL writes it: the text of each column, null where there is none. */
export type TextRow = readonly (string | null)[];

/** What is read in it is of one moment, however long it takes, and nothing can be changed. */
export interface Snapshot {
  /** Rows in blocks, as they are asked for: no more than one block is in memory. */
  blocks(text: string, values?: readonly unknown[]): AsyncGenerator<TextRow[]>;
  close(): Promise<void>;
}

// A reader that is gone ends the query within a second; one that stalls is let go.
const optionsOf = (stallSeconds: number): string =>
  [
    "statement_timeout=60s",
    `idle_in_transaction_session_timeout=${stallSeconds}s`,
    "client_connection_check_interval=1s",
    // All rows are wanted, not the first few quickly.
    "cursor_tuple_fraction=1",
    "timezone=UTC",
    "datestyle=ISO",
  ]
    .map((option) => `-c ${option}`)
    .join(" ");
const AS_TEXT = { getTypeParser: () => (text: string) => text };
const BLOCK_ROWS = 1_000;

/**
 * Opens a snapshot on a connection of its own, since a cursor keeps one for itself.
 * @param signal ends it at once, and the query under way with it.
 * @param stallSeconds after which one that reads nothing is let go
 */
export async function openSnapshot(
  connection: Connection,
  signal: AbortSignal,
  { stallSeconds = 60 } = {},
): Promise<Snapshot> {
  const options = optionsOf(stallSeconds);
  const client = await connect({ ...connection, options, types: AS_TEXT });
  // What breaks the connection also fails the statement that is waited for.
  client.on("error", () => undefined);
  const drop = () => socketOf(client).destroy();
  signal.addEventListener("abort", drop);
  const close = async () => {
    signal.removeEventListener("abort", drop);
    await client.end().catch(() => undefined);
  };
  try {
    signal.throwIfAborted();
    // The moment is that of the first statement.
    await client.query("begin isolation level repeatable read, read only; select 1");
  } catch (error) {
    await close();
    throw error;
  }
  return { blocks: (text, values = []) => blocksOf(client, text, values), close };
}

async function* blocksOf(
  client: pg.Client,
  text: string,
  values: readonly unknown[],
): AsyncGenerator<TextRow[]> {
  await client.query(`declare snapshot_rows no scroll cursor for ${text}`, [...values]);
  for (;;) {
    const fetch = { text: `fetch ${BLOCK_ROWS} from snapshot_rows`, rowMode: "array" as const };
    const { rows } = await client.query<(string | null)[]>(fetch);
    if (rows.length > 0) yield rows;
    if (rows.length < BLOCK_ROWS) break;
  }
  await client.query("close snapshot_rows");
}

/** The library has no types for it. */
const socketOf = (client: pg.Client): Duplex =>
  (client as unknown as { connection: { stream: Duplex } }).connection.stream;
