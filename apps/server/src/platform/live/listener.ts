import { setTimeout as wait } from "node:timers/promises";
import type pg from "pg";
import { type Connection, connect } from "../connection.ts";

export interface Listener {
  /** Whether LISTEN stands. */
  connected(): boolean;
  close(): Promise<void>;
}

const FIRST_DELAY_MS = 50;
const LONGEST_DELAY_MS = 2_000;

/** Keeps a LISTEN connection, made again whenever it ends. `onGrowth` is also called each time it stands anew. */
export function keepListening({
  connection,
  channel,
  onGrowth,
  log,
}: {
  connection: Connection;
  channel: string;
  onGrowth: () => void;
  log: { warn: (data: object, message: string) => void };
}): Listener {
  const closing = new AbortController();
  let client: pg.Client | undefined;

  const listen = async (): Promise<void> => {
    const fresh = await connect({
      ...connection,
      application_name: channel.replace("_", " "),
    });
    let end: () => void = () => undefined;
    const ended = new Promise<void>((resolve) => {
      end = resolve;
    });
    fresh.once("end", end);
    fresh.on("error", end);
    closing.signal.addEventListener("abort", end);
    // It may have been while the connection was made.
    if (closing.signal.aborted) end();
    fresh.on("notification", onGrowth);
    try {
      await fresh.query(`listen ${channel}`);
      client = fresh;
      onGrowth();
      await ended;
    } finally {
      client = undefined;
      closing.signal.removeEventListener("abort", end);
      await fresh.end().catch(() => undefined);
    }
  };

  const keep = async (): Promise<void> => {
    let delay = FIRST_DELAY_MS;
    while (!closing.signal.aborted) {
      const began = Date.now();
      await listen().catch((error: unknown) =>
        log.warn({ err: error }, `not listening to ${channel}`),
      );
      delay = Date.now() - began > 5_000 ? FIRST_DELAY_MS : Math.min(delay * 2, LONGEST_DELAY_MS);
      await wait(delay, undefined, { signal: closing.signal }).catch(() => undefined);
    }
  };
  const kept = keep();

  return {
    connected: () => client !== undefined,
    close: async () => {
      closing.abort();
      await Promise.race([kept, wait(2_500, undefined, { ref: false })]);
    },
  };
}
