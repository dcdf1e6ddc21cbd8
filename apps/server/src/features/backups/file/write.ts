import { createWriteStream } from "node:fs";
import { mkdir, open, rename, rm, stat } from "node:fs/promises";
import path from "node:path";
import { pipeline } from "node:stream/promises";
import { createGzip } from "node:zlib";
import { encrypted } from "./encryption.ts";
import type { Head, Totals } from "./manifest.ts";
import { readBackup } from "./read.ts";

// Higher levels take twice the time for a tenth of the size.
const LEVEL = 4;

interface Wanted {
  file: string;
  archive: AsyncIterable<Buffer>;
  passphrase: string | undefined;
}

/**
 * Writes the archive to a file that only its owner may read, durably, and reads it back. The file has its name only
 * then: what was cut off is never taken for a backup. @throws where the file is there already
 */
export async function writeBackup({ file, archive, passphrase }: Wanted): Promise<{
  head: Head;
  totals: Totals;
  bytes: number;
}> {
  await mkdir(path.dirname(file), { recursive: true });
  const unfinished = `${file}.unfinished`;
  await rm(unfinished, { force: true });
  try {
    const bytes = await write(unfinished, archive, passphrase);
    const read = await readBackup({ file: unfinished, passphrase });
    // Claims the name: another may have been written meanwhile.
    await (await open(file, "wx", 0o600)).close();
    await rename(unfinished, file);
    await syncFolder(path.dirname(file));
    return { ...read, bytes };
  } finally {
    await rm(unfinished, { force: true });
  }
}

async function write(
  file: string,
  archive: AsyncIterable<Buffer>,
  passphrase: string | undefined,
): Promise<number> {
  const out = createWriteStream(file, { flags: "wx", mode: 0o600, flush: true });
  const gzip = createGzip({ level: LEVEL });
  if (passphrase === undefined) await pipeline(archive, gzip, out);
  else
    await pipeline(
      archive,
      gzip,
      (source) => encrypted(source as AsyncIterable<Buffer>, passphrase),
      out,
    );
  return (await stat(file)).size;
}

/** A new name is durable once its folder is. */
export async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
