import { connect, type OnReadOpts, type Socket } from "node:net";

export interface TimedViewers {
  /** Told of each goal that a timed viewer has received: at which table, when, and how long its message was. */
  onGoal: (listener: (goal: { tableId: string; at: number; bytes: number }) => void) => void;
  close: () => void;
}

const GOAL = /event: match\.goal\ndata: (.*)\n\n/g;
const TABLE = /"tableId":"([^"]+)"/;

/**
 * Opens streams and resolves when all have begun. One in `timedEvery` is read and timed; the others take what comes, as
 * reading all of it here would take the cores away from what is measured.
 */
export async function openTimedViewers({
  port,
  path,
  count,
  timedEvery,
}: {
  port: number;
  path: string;
  count: number;
  timedEvery: number;
}): Promise<TimedViewers> {
  const listeners: ((goal: { tableId: string; at: number; bytes: number }) => void)[] = [];
  const sockets: Socket[] = [];
  const hear = (text: string): void => {
    const at = performance.now();
    for (const [message, data = ""] of text.matchAll(GOAL)) {
      const tableId = TABLE.exec(data)?.[1] ?? "";
      for (const listener of listeners) listener({ tableId, at, bytes: message.length });
    }
  };
  const openOne = (viewer: number): Promise<void> =>
    new Promise((resolve, reject) => {
      const isTimed = viewer % timedEvery === 0;
      const at = { host: "127.0.0.1", port };
      const socket = isTimed ? connect(at) : connect({ ...at, onread: intoNothing(resolve) });
      sockets.push(socket);
      socket.on("error", reject);
      socket.on("connect", () => socket.write(`GET ${path} HTTP/1.1\r\nhost: localhost\r\n\r\n`));
      if (!isTimed) return;
      socket.once("data", () => resolve());
      readMessages(socket, hear);
    });
  for (let opened = 0; opened < count; opened += 100)
    await Promise.all(
      Array.from({ length: Math.min(100, count - opened) }, (_, index) => openOne(opened + index)),
    );
  return {
    onGoal: (listener) => void listeners.push(listener),
    close: () => {
      for (const socket of sockets) socket.destroy();
    },
  };
}

const UNREAD = Buffer.alloc(65_536);

/** All of them read into the same memory: collecting it would take both cores for some of what is measured. */
const intoNothing = (onFirst: () => void): OnReadOpts => ({
  buffer: UNREAD,
  callback: () => {
    onFirst();
    return true;
  },
});

/** Gives whole messages, however they come in pieces and chunks. */
function readMessages(socket: Socket, hear: (text: string) => void): void {
  let rest = "";
  socket.setEncoding("latin1");
  socket.on("data", (chunk: string) => {
    // The lengths of HTTP's chunks stand between, on lines of their own.
    const text = (rest + chunk).replace(/\r\n[0-9a-f]+\r\n/g, "");
    const end = text.lastIndexOf("\n\n") + 2;
    if (end < 2) {
      rest = text;
      return;
    }
    hear(text.slice(0, end));
    rest = text.slice(end);
  });
}
