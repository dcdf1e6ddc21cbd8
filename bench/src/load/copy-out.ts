import type pg from "pg";

interface CopyConnection {
  query(text: string): void;
}

/** Reads a `COPY … TO STDOUT` to its end; answers how many bytes came. */
export function copyOut(client: pg.Client, text: string): Promise<number> {
  return new Promise((resolve, reject) => {
    let bytes = 0;
    // What the driver calls on a query: it has no COPY of its own.
    const query = {
      submit: (connection: CopyConnection) => connection.query(text),
      handleCopyData: ({ chunk }: { chunk: Buffer }) => {
        bytes += chunk.length;
      },
      handleCommandComplete: () => undefined,
      handleReadyForQuery: () => resolve(bytes),
      handleError: reject,
    };
    client.query(query as unknown as pg.Submittable);
  });
}
