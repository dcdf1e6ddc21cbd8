import { mkdir, open, rename, rm, rmdir } from "node:fs/promises";
import path from "node:path";
import type { Destination } from "./destination.ts";

/** A folder of this machine: files are written beside, and renamed when they are whole and on the disk. */
export function folderDestination(folder: string): Destination {
  const beside = path.join(folder, ".unfinished");
  return {
    put: async (name, bytes) => {
      const [unfinished, whole] = [path.join(beside, `${process.pid}`), path.join(folder, name)];
      await mkdir(beside, { recursive: true });
      await mkdir(path.dirname(whole), { recursive: true });
      const file = await open(unfinished, "w");
      try {
        await file.writeFile(bytes);
        await file.sync();
      } finally {
        await file.close();
      }
      await rename(unfinished, whole);
    },
    remove: async (name) => {
      const file = path.join(folder, name);
      await rm(file, { force: true });
      // Its folder too, unless somebody else has put something there.
      await rmdir(path.dirname(file)).catch(() => undefined);
    },
  };
}
