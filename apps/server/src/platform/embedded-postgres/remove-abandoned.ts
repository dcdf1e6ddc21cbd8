import { rm } from "node:fs/promises";
import { lockDataDir } from "./data-dir-lock.ts";
import { planFolders } from "./folders.ts";
import { endLeftovers } from "./leftovers.ts";

/**
 * Removes a data folder for good, with what still runs on it, save where a process works there. Asked of the lock:
 * numbers of processes come again.
 */
export async function removeAbandoned(dataDir: string): Promise<void> {
  const lock = await lockDataDir(dataDir).catch(() => undefined);
  if (lock === undefined) return;
  try {
    const folders = planFolders(dataDir);
    await endLeftovers(folders);
    for (const folder of [folders.socket, dataDir])
      await rm(folder, { recursive: true, force: true });
  } finally {
    lock.release();
  }
}
