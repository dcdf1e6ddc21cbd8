import { mkdir, open, readFile, rename } from "node:fs/promises";
import path from "node:path";
import type { Settings } from "../../../config.ts";
import { markOfSecretKey } from "../dump/dump.ts";
import { syncFolder } from "../file/write.ts";

type KeySettings = Pick<Settings, "SECRET_KEY" | "DATA_DIR">;

const fileOf = ({ DATA_DIR }: KeySettings): string => path.join(DATA_DIR, "secret-key");

/** The key of this installation, if it has one by now. */
export async function presentSecretKey(settings: KeySettings): Promise<string | undefined> {
  if (settings.SECRET_KEY !== undefined) return settings.SECRET_KEY;
  try {
    return (await readFile(fileOf(settings), "utf8")).trim();
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined;
    throw error;
  }
}

interface Restored {
  /** What the file says of the key, and the key itself where it carries it. */
  mark: string | null;
  carried: string | undefined;
  now: Date;
}

/**
 * Has the installation go on with the key of what was restored, where that can be done here. Answers what must be known,
 * in a sentence, or nothing where all is well.
 */
export async function goOnWithKey(
  settings: KeySettings,
  { mark, carried, now }: Restored,
): Promise<string | undefined> {
  const present = await presentSecretKey(settings);
  if (mark === null || (present !== undefined && markOfSecretKey(present) === mark))
    return undefined;
  if (carried === undefined)
    return "The secret key here is not that of the backup: bring it along (SECRET_KEY, or the file secret-key in DATA_DIR), or cards must be linked again, and calendar addresses, screens' codes and webhooks' signatures change.";
  if (settings.SECRET_KEY !== undefined)
    return "SECRET_KEY is not that of the backup, which carries its own: restore.js FILE --secret-key writes it out.";
  await keepKey(fileOf(settings), carried, now);
  return present === undefined
    ? undefined
    : "The secret key of the backup is in use now; the one that was here is kept beside it.";
}

async function keepKey(file: string, key: string, now: Date): Promise<void> {
  await mkdir(path.dirname(file), { recursive: true });
  const unfinished = `${file}.unfinished`;
  const handle = await open(unfinished, "w", 0o600);
  try {
    await handle.writeFile(key);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(file, `${file}.before-${now.getTime()}`).catch((error: unknown) => {
    if (!(error instanceof Error && "code" in error && error.code === "ENOENT")) throw error;
  });
  await rename(unfinished, file);
  await syncFolder(path.dirname(file));
}
