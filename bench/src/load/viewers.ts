import { connect, type Socket } from "node:net";

/** Longer than any text that is looked for. */
const CARRIED = 200;

export interface Viewers {
  /** Resolves with the instants at which each viewer has received a text on the stream. */
  all: (text: string) => Promise<number[]>;
  close: () => void;
}

/** Watches the live stream as many viewers; resolves when all have had their snapshot. */
export async function openViewers(port: number, path: string, count: number): Promise<Viewers> {
  const sockets: Socket[] = [];
  let look: ((viewer: number, text: string) => void) | undefined;
  const openOne = (viewer: number): Promise<void> =>
    new Promise((resolve, reject) => {
      const socket = connect(port, "127.0.0.1");
      let carried = "";
      socket.setEncoding("latin1");
      socket.on("error", reject);
      socket.on("connect", () => socket.write(`GET ${path} HTTP/1.1\r\nhost: localhost\r\n\r\n`));
      socket.on("data", (chunk: string) => {
        const text = carried + chunk;
        carried = text.slice(-CARRIED);
        if (text.includes("event: snapshot")) resolve();
        look?.(viewer, text);
      });
      sockets.push(socket);
    });
  for (let opened = 0; opened < count; opened += 100)
    await Promise.all(
      Array.from({ length: Math.min(100, count - opened) }, (_, index) => openOne(opened + index)),
    );
  const all = (wanted: string): Promise<number[]> =>
    new Promise((resolve) => {
      const seen = new Map<number, number>();
      look = (viewer, text) => {
        if (seen.has(viewer) || !text.includes(wanted)) return;
        seen.set(viewer, performance.now());
        if (seen.size === count) resolve([...seen.values()]);
      };
    });
  return {
    all,
    close: () => {
      for (const socket of sockets) socket.destroy();
    },
  };
}
