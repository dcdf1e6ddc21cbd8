import { open, rename, rm, stat } from "node:fs/promises";
import path from "node:path";

const PIECE = Buffer.alloc(1024 ** 2);

export interface ReserveFile {
  /** Whether it takes its room just now. */
  isThere(): Promise<boolean>;
  /** Takes the room. */
  write(): Promise<void>;
  /** Gives it up. */
  remove(): Promise<void>;
}

/** A file that only takes room, to be given up when there is none: then PostgreSQL still finds some. */
export function reserveFile(folder: string, bytes: number): ReserveFile {
  const file = path.join(folder, "reserve");
  return {
    isThere: async () => (await stat(file).catch(() => undefined))?.size === bytes,
    write: async () => {
      const part = `${file}.${process.pid}`;
      const handle = await open(part, "w", 0o600);
      try {
        for (let left = bytes; left > 0; left -= PIECE.length)
          await handle.write(PIECE, 0, Math.min(left, PIECE.length));
        await handle.sync();
      } finally {
        await handle.close();
      }
      await rename(part, file);
    },
    remove: () => rm(file, { force: true }),
  };
}
