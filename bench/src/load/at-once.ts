import { connect, type Socket } from "node:net";
import { readAnswer } from "./http-load.ts";

export interface Asked {
  status: number;
  ms: number;
}

/** A connection that stays open: one request at a time. */
export interface Line {
  ask: (request: string) => Promise<Asked>;
  close: () => void;
}

/** Opens a connection; its answers are read as far as their status. */
export function openLine(port: number): Promise<Line> {
  return new Promise((resolve, reject) => {
    const socket: Socket = connect(port, "127.0.0.1");
    let text = "";
    let answered: ((status: number) => void) | undefined;
    socket.setNoDelay(true);
    socket.setEncoding("latin1");
    socket.on("error", reject);
    socket.on("data", (chunk: string) => {
      text += chunk;
      const answer = readAnswer(text);
      if (answer === null) return;
      text = text.slice(answer.length);
      answered?.(answer.status);
    });
    const ask = (request: string): Promise<Asked> =>
      new Promise((done) => {
        const sentAt = performance.now();
        answered = (status) => done({ status, ms: performance.now() - sentAt });
        socket.write(request);
      });
    socket.on("connect", () => resolve({ ask, close: () => socket.destroy() }));
  });
}
