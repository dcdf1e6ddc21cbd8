import { access, constants, lstat, mkdir } from "node:fs/promises";
import path from "node:path";
import { parseArgs } from "node:util";
import { type BackupDone, backUp, recordBackup } from "../features/backups/backups.service.ts";
import type { Connection } from "../platform/connection.ts";
import { openDatabase } from "../platform/database.ts";
import { readRelease } from "../release.ts";
import type { Terminal } from "./analyst-command.ts";
import { backupsFolder, passphraseOf, typedIn } from "./files.ts";
import { withOwnDatabase } from "./own-database.ts";
import { progressBar } from "./progress-bar.ts";
import { CommandError } from "./running-database.ts";
import { explainTo } from "./spoken.ts";

const USAGE = `Writes everything the database holds to one file, as it is at this moment, and reads it back (docs/operations/backups.md).

  npm run backup                 to DATA_DIR/backups, named by the time
  npm run backup -- FILE
      --passphrase-file FILE     encrypts it; or set BACKUP_PASSPHRASE`;

interface Wish {
  file: string | undefined;
  passphraseFile: string | undefined;
}

function wishOf(args: readonly string[]): Wish | undefined {
  try {
    const options = { "passphrase-file": { type: "string" } } as const;
    const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true });
    if (positionals.length > 1) return undefined;
    return { file: positionals[0], passphraseFile: values["passphrase-file"] };
  } catch {
    return undefined;
  }
}

/** `npm run backup`; answers the exit code. */
export async function backupCommand(
  args: readonly string[],
  { settings, say, complain }: Terminal,
): Promise<number> {
  const wish = wishOf(args);
  if (wish === undefined) {
    complain(USAGE);
    return 2;
  }
  try {
    const passphrase = await passphraseOf(settings, wish.passphraseFile);
    const startedAt = new Date();
    const file =
      wish.file === undefined
        ? path.join(backupsFolder(settings), defaultName(startedAt, passphrase))
        : typedIn(wish.file);
    if (wish.file !== undefined) await refuseUnwritable(file);
    const onUnreported = ({ message }: Error) =>
      complain(`The database could not be told of the backup: ${message}.`);
    const bar = progressBar(process.stderr, "Backing up");
    const done = await withOwnDatabase(settings, (connection) =>
      reported(connection, { file, startedAt, onUnreported }, () =>
        backUp({
          ...{ connection, settings, file, passphrase, release: readRelease(process.env) },
          onProgress: bar.show,
        }),
      ),
    ).finally(bar.end);
    for (const line of told(file, done, passphrase !== undefined)) say(line);
    return 0;
  } catch (error) {
    return explainTo(complain, "The backup failed", error);
  }
}

/** A name that was mistyped is no backup that failed: nothing is reported, and nobody alarmed. */
async function refuseUnwritable(file: string): Promise<void> {
  if (await lstat(file).catch(() => undefined)) throw new CommandError(`${file} is there already.`);
  const folder = path.dirname(file);
  try {
    await mkdir(folder, { recursive: true });
    await access(folder, constants.W_OK | constants.X_OK);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new CommandError(`Nothing can be written to ${folder} (${reason}).`);
  }
}

const defaultName = (at: Date, passphrase: string | undefined): string =>
  `babyfoot-${at.toISOString().replace(/[-:]/g, "").slice(0, 15)}Z.tar.gz${passphrase === undefined ? "" : ".enc"}`;

interface Reporting {
  file: string;
  startedAt: Date;
  onUnreported: (error: Error) => void;
}

/** Has the database know what became of it, also when it failed. */
async function reported(
  connection: Connection,
  { file, startedAt, onUnreported }: Reporting,
  work: () => Promise<BackupDone>,
): Promise<BackupDone> {
  const report = async (outcome: { ok: true; bytes: number } | { ok: false; error: string }) => {
    const database = openDatabase(connection, { max: 1, onError: () => undefined });
    const label = path.basename(file).slice(0, 200);
    const what = { kind: "dump", repository: "file", label, startedAt } as const;
    await database.db
      .transaction()
      .execute((tx) => recordBackup(tx, { ...what, finishedAt: new Date(), ...outcome }))
      .finally(() => database.close());
  };
  try {
    const done = await work();
    // A database that takes no report, such as a replica or one of an older release, was backed up all the same.
    await report({ ok: true, bytes: done.bytes }).catch(onUnreported);
    return done;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    // What went wrong first is what is told.
    await report({ ok: false, error: reason.slice(0, 2000) || "unknown" }).catch(() => undefined);
    throw error;
  }
}

function told(file: string, { head, totals, bytes }: BackupDone, isEncrypted: boolean): string[] {
  const tables = Object.values(totals.tables);
  const rows = tables.reduce((sum, table) => sum + table.rows, 0);
  const size = (bytes / 1e6).toFixed(1);
  return [
    `${file}: ${rows} rows of ${tables.length} tables as of ${head.takenAt}, ${size} MB, read back and whole.`,
    isEncrypted
      ? "It is encrypted, and has the secret key with it: keep the passphrase elsewhere."
      : "It is not encrypted and holds personal data: only its owner may read it. The secret key is not in it; keep that too (DATA_DIR/secret-key, or SECRET_KEY).",
  ];
}
