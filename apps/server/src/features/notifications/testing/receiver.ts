import { EventEmitter, once } from "node:events";
import { createServer, type IncomingHttpHeaders, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

export type ReceiverAnswer =
  | { status: number; headers?: Record<string, string> }
  | "hang"
  | "endless";

interface Call {
  path: string;
  headers: IncomingHttpHeaders;
  body: string;
}

/** Somebody else's server on loopback, to which a venue posts. */
export interface Receiver {
  url: string;
  calls: Call[];
  answerWith(answer: ReceiverAnswer): void;
  /** The nth call (counting from 1), as soon as it is there. */
  call(nth: number): Promise<Call>;
  /** How many bytes of endless answers it got rid of until the other side had enough. */
  endless(): Promise<number>;
  close(): Promise<void>;
}

function writeEndlessly(response: ServerResponse, ended: (bytes: number) => void): void {
  const piece = "x".repeat(16 * 1024);
  let bytes = 0;
  response.writeHead(200);
  const more = () => {
    while (!response.destroyed && response.write(piece)) bytes += piece.length;
  };
  response.on("drain", more);
  response.on("close", () => ended(bytes));
  more();
}

export async function startReceiver(): Promise<Receiver> {
  const calls: Call[] = [];
  const arrivals = new EventEmitter();
  let answer: ReceiverAnswer = { status: 204 };
  let ended: (bytes: number) => void = () => undefined;
  const whenEnded = new Promise<number>((resolve) => {
    ended = resolve;
  });
  const server = createServer((request, response) => {
    let body = "";
    request.on("data", (piece) => {
      body += piece;
    });
    request.on("end", () => {
      calls.push({ path: request.url ?? "", headers: request.headers, body });
      arrivals.emit("call");
      if (answer === "hang") return;
      if (answer === "endless") return writeEndlessly(response, ended);
      response.writeHead(answer.status, answer.headers);
      response.end();
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    calls,
    answerWith(next) {
      answer = next;
    },
    async call(nth) {
      for (;;) {
        const call = calls[nth - 1];
        if (call !== undefined) return call;
        await once(arrivals, "call", { signal: AbortSignal.timeout(20_000) });
      }
    },
    endless: () => whenEnded,
    close: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}
