import { statSync } from "node:fs";
import { createServer } from "node:net";
import { StartError } from "./start-error.ts";

export type DataDirLock = { release(): void };

/**
 * Makes this process the only one that works in `dataDir`, until release or its own end.
 * An abstract socket is the lock: the kernel gives it to one process and frees it on any death.
 */
export function lockDataDir(dataDir: string): Promise<DataDirLock> {
  const { dev, ino } = statSync(dataDir);
  return new Promise((resolve, reject) => {
    const server = createServer((visitor) => visitor.destroy());
    server.unref();
    server.once("error", (cause: NodeJS.ErrnoException) => {
      reject(cause.code === "EADDRINUSE" ? alreadyRunning(dataDir) : cause);
    });
    server.listen({ path: `\0babyfoot:${dev}:${ino}` }, () => {
      resolve({ release: () => void server.close() });
    });
  });
}

/** The refusal of a second instance on one data folder. */
export function alreadyRunning(dataDir: string): StartError {
  return new StartError(
    "already_running",
    `Another Babyfoot is running on ${dataDir}: stop it first, or set another DATA_DIR.`,
  );
}
