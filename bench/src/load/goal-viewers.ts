import { connect, type Socket } from "node:net";

export interface GoalViewers {
  /** Calls `listener` with the instant each time a viewer has received a goal. */
  onGoal: (listener: (at: number) => void) => void;
  close: () => void;
}

/** Opens streams and resolves when all have had their snapshot. */
export async function openGoalViewers(
  port: number,
  path: string,
  count: number,
): Promise<GoalViewers> {
  const listeners: ((at: number) => void)[] = [];
  const sockets: Socket[] = [];
  const openOne = (): Promise<void> =>
    new Promise((resolve, reject) => {
      const socket = connect(port, "127.0.0.1");
      socket.setEncoding("latin1");
      socket.on("error", reject);
      socket.on("connect", () => socket.write(`GET ${path} HTTP/1.1\r\nhost: localhost\r\n\r\n`));
      socket.on("data", (chunk: string) => {
        if (chunk.includes("event: snapshot")) resolve();
        const goals = chunk.split("event: match.goal").length - 1;
        for (let index = 0; index < goals; index += 1)
          for (const listener of listeners) listener(performance.now());
      });
      sockets.push(socket);
    });
  for (let opened = 0; opened < count; opened += 100)
    await Promise.all(Array.from({ length: Math.min(100, count - opened) }, openOne));
  return {
    onGoal: (listener) => void listeners.push(listener),
    close: () => {
      for (const socket of sockets) socket.destroy();
    },
  };
}
