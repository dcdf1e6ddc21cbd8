import { readFile } from "node:fs/promises";
import path from "node:path";
import type { Settings } from "../config.ts";
import { CommandError } from "./running-database.ts";

/** Where the command was typed, which npm leaves. */
export const typedIn = (file: string): string => path.resolve(process.env.INIT_CWD ?? ".", file);

/** Where backups go that are given no name, and are looked for. */
export const backupsFolder = ({ DATA_DIR }: Pick<Settings, "DATA_DIR">): string =>
  path.join(DATA_DIR, "backups");

/** The passphrase of the settings, or of a file that was named. @throws CommandError */
export async function passphraseOf(
  { BACKUP_PASSPHRASE }: Pick<Settings, "BACKUP_PASSPHRASE">,
  file: string | undefined,
): Promise<string | undefined> {
  if (file === undefined) return BACKUP_PASSPHRASE;
  const text = await readFile(typedIn(file), "utf8").catch(() => {
    throw new CommandError(`The file of the passphrase cannot be read: ${file}.`);
  });
  const passphrase = text.replace(/\r?\n$/, "");
  if (passphrase.length < 12) throw new CommandError("A passphrase has 12 letters or more.");
  return passphrase;
}
