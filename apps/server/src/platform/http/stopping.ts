import type { ServerResponse } from "node:http";
import type { Socket } from "node:net";
import type { FastifyInstance } from "fastify";

/** A process that has been told to stop goes on serving for a while, and says so. */
export interface Stopping {
  /** From here on each answer is the last of its connection, so that callers go elsewhere without losing one. */
  begin(): void;
  hasBegun(): boolean;
}

declare module "fastify" {
  interface FastifyInstance {
    stopping: Stopping;
  }
}

const LOOK_EVERY_MS = 50;

/** Lets a server end in peace: what is under way is answered, and connections end with their answer. */
export function endInPeace(app: FastifyInstance): void {
  let begun = false;
  const begin = (): void => {
    if (begun) return;
    begun = true;
    app.server.prependListener("request", (_request: unknown, response: ServerResponse) => {
      response.shouldKeepAlive = false;
    });
  };
  app.decorate("stopping", { begin, hasBegun: () => begun });
  const open = new Set<Socket>();
  app.server.on("connection", (socket) => {
    open.add(socket);
    socket.once("close", () => open.delete(socket));
  });
  let looking: NodeJS.Timeout | undefined;
  app.addHook("preClose", async () => {
    begin();
    looking = setInterval(() => {
      // An answer that had begun before leaves its connection open, waiting for a request that shall not come.
      app.server.closeIdleConnections();
      // Browsers keep one ready on which they have said nothing yet; to Node it is not idle.
      for (const socket of open) if (socket.bytesRead === 0) socket.destroy();
    }, LOOK_EVERY_MS);
  });
  app.addHook("onClose", async () => clearInterval(looking));
}
