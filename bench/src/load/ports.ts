import { connect, createServer } from "node:net";
import { setTimeout as wait } from "node:timers/promises";

/** A port that nothing uses now. */
export async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, "127.0.0.1", resolve));
  const address = probe.address();
  await new Promise((resolve) => probe.close(resolve));
  return typeof address === "object" && address !== null ? address.port : 0;
}

const WITHIN_MS = 10_000;

/** Resolves when something listens there. */
export async function untilListening(port: number): Promise<void> {
  const late = Date.now() + WITHIN_MS;
  while (Date.now() < late) {
    const is = await new Promise<boolean>((resolve) => {
      const socket = connect(port, "127.0.0.1");
      socket.once("connect", () => resolve(true)).once("error", () => resolve(false));
      socket.once("connect", () => socket.destroy());
    });
    if (is) return;
    await wait(20);
  }
  throw new Error(`nothing listens on port ${port}`);
}
