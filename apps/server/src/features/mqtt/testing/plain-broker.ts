import { once } from "node:events";
import { createServer, type Server, type Socket } from "node:net";
import { Aedes } from "aedes";

export interface PlainBroker {
  url: string;
  port: number;
  /** The names of those who are connected. */
  clients(): string[];
  start(): Promise<void>;
  stop(): Promise<void>;
}

/** A broker that is not ours, and lets everybody in. */
export function plainBroker(port: number): PlainBroker {
  let running: { aedes: Aedes; server: Server; sockets: Set<Socket> } | undefined;
  const connected = new Set<string>();
  return {
    url: `mqtt://babyfoot:secret@127.0.0.1:${port}`,
    port,
    clients: () => [...connected],
    start: async () => {
      const aedes = await Aedes.createBroker();
      aedes.on("client", ({ id }) => connected.add(id));
      aedes.on("clientDisconnect", ({ id }) => connected.delete(id));
      const sockets = new Set<Socket>();
      const server = createServer((socket) => {
        sockets.add(socket);
        aedes.handle(socket);
      });
      server.listen(port, "127.0.0.1");
      await once(server, "listening");
      running = { aedes, server, sockets };
    },
    stop: async () => {
      if (running === undefined) return;
      const { aedes, server, sockets } = running;
      running = undefined;
      const closed = once(server, "close");
      server.close();
      await new Promise<void>((resolve) => aedes.close(resolve));
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}
