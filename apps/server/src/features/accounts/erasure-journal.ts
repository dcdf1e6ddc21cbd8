import { mkdir, open, readdir, rename, rm } from "node:fs/promises";
import path from "node:path";
import type { Settings } from "../../config.ts";
import { newId } from "../../platform/ids.ts";

/** The journal cannot be read or written; `message` is one sentence for the person who operates. */
export class JournalError extends Error {
  override name = "JournalError";
}

export interface Erased {
  playerId: string;
  at: Date;
}

/** Who was erased, kept outside the database: ids and times, and nothing of anybody. */
export interface ErasureJournal {
  /** Durable once this is done; a second time changes nothing. @throws JournalError */
  add(erased: Erased): Promise<void>;
  /** Whether something could be added now. @throws JournalError */
  probe(): Promise<void>;
  /** @throws JournalError */
  read(): Promise<Set<string>>;
}

/** Ids and times alone; whoever makes backups reads them by the group of the folder, where it is given one. */
const MODE = 0o640;
const ID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** The journal of an installation: a folder with a small file a person, which can be copied and merged like any other. */
export function erasureJournal({
  ERASURE_JOURNAL,
  DATA_DIR,
}: Pick<Settings, "ERASURE_JOURNAL" | "DATA_DIR">): ErasureJournal {
  const folder = ERASURE_JOURNAL ?? path.join(DATA_DIR, "erasures");
  const inFolder = async <Result>(work: () => Promise<Result>): Promise<Result> => {
    try {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      return await work();
    } catch (error) {
      const code = error instanceof Error && "code" in error ? String(error.code) : "unknown";
      throw new JournalError(
        `The journal of erasures in ${folder} cannot be used (${code}): see ERASURE_JOURNAL.`,
        { cause: error },
      );
    }
  };
  return {
    add: ({ playerId, at }) =>
      inFolder(() => writeDurably(folder, playerId, `${at.toISOString()}\n`)),
    probe: () =>
      inFolder(async () => {
        const name = `.probe-${newId()}`;
        await writeDurably(folder, name, "\n");
        await rm(path.join(folder, name));
      }),
    read: () =>
      inFolder(async () => new Set((await readdir(folder)).filter((name) => ID.test(name)))),
  };
}

/** Whole and on the disk, or not there. */
async function writeDurably(folder: string, name: string, text: string): Promise<void> {
  const unfinished = path.join(folder, `.unfinished-${newId()}`);
  const file = await open(unfinished, "wx", MODE);
  try {
    await file.writeFile(text);
    await file.sync();
  } catch (error) {
    await rm(unfinished, { force: true });
    throw error;
  } finally {
    await file.close();
  }
  await rename(unfinished, path.join(folder, name));
  const entries = await open(folder, "r");
  try {
    await entries.sync();
  } finally {
    await entries.close();
  }
}
