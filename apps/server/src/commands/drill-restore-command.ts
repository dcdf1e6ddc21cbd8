import { readdir, rm } from "node:fs/promises";
import path from "node:path";
import type { Settings } from "../config.ts";
import {
  type Checked,
  checkRestored,
  recordDrill,
  restoreInto,
} from "../features/backups/backups.service.ts";
import type { Connection } from "../platform/connection.ts";
import { openDatabase } from "../platform/database.ts";
import { removeAbandoned } from "../platform/embedded-postgres/remove-abandoned.ts";
import type { Terminal } from "./analyst-command.ts";
import { backupsFolder, passphraseOf, typedIn } from "./files.ts";
import { alone, withOwnDatabase } from "./own-database.ts";
import { progressBar } from "./progress-bar.ts";
import { replay } from "./replay.ts";
import { CommandError } from "./running-database.ts";
import { explainTo } from "./spoken.ts";

const USAGE = `Restores the newest backup into a database of its own, checks it against the running one, and reports what came of it (docs/operations/backups.md).

  npm run drill:restore            the newest of DATA_DIR/backups
  npm run drill:restore -- FILE`;

interface Outcome extends Checked {
  restoreSeconds: number;
}

/** Does something with an empty database of a folder. */
type InScratch = <Result>(
  folder: string,
  work: (connection: Connection) => Promise<Result>,
) => Promise<Result>;

/**
 * `npm run drill:restore`; answers the exit code.
 * @param inScratch where the copy comes to be, else in a cluster that is made for it
 */
export async function drillRestoreCommand(
  args: readonly string[],
  { settings, say, complain }: Terminal,
  inScratch: InScratch = alone,
): Promise<number> {
  const [named] = args;
  if (args.length > 1 || named?.startsWith("--") === true) {
    complain(USAGE);
    return 2;
  }
  try {
    const file = named === undefined ? await newestOf(backupsFolder(settings)) : typedIn(named);
    const outcome = await withOwnDatabase(settings, (running) =>
      reported(running, file, () => drill({ settings, running, file, inScratch })),
    );
    for (const line of told(file, outcome)) say(line);
    return outcome.ok ? 0 : 1;
  } catch (error) {
    return explainTo(complain, "The drill failed", error);
  }
}

async function newestOf(folder: string): Promise<string> {
  const names = await readdir(folder).catch(() => []);
  // Their names tell the time.
  const newest = names
    .filter((name) => /^babyfoot-.*\.tar\.gz(\.enc)?$/.test(name))
    .sort()
    .at(-1);
  if (newest === undefined)
    throw new CommandError(`There is no backup in ${folder}: npm run backup.`);
  return path.join(folder, newest);
}

const SCRATCH = "drill-";

/** A drill that was killed has left a whole copy, with what people have had erased since. */
async function removeEarlier(dataDir: string): Promise<void> {
  for (const name of await readdir(dataDir).catch(() => []))
    if (name.startsWith(SCRATCH)) await removeAbandoned(path.join(dataDir, name));
}

interface Drill {
  settings: Settings;
  running: Connection;
  file: string;
  inScratch: InScratch;
}

async function drill({ settings, running, file, inScratch }: Drill): Promise<Outcome> {
  const passphrase = await passphraseOf(settings, undefined);
  await removeEarlier(settings.DATA_DIR);
  const scratch = path.join(settings.DATA_DIR, `${SCRATCH}${process.pid}`);
  const askedAt = new Date();
  const bar = progressBar(process.stderr, "Restoring");
  try {
    return await inScratch(scratch, async (connection) => {
      const { head, secretKey } = await restoreInto({
        ...{ connection, file, passphrase, onProgress: bar.show },
      }).finally(bar.end);
      const restoreSeconds = (Date.now() - askedAt.getTime()) / 1000;
      const checked = await checkRestored({
        // Who may install what looks through indexes.
        ...{ restored: { ...connection, user: "postgres" }, running, askedAt },
        file: { ...head, takenAt: new Date(head.takenAt) },
        replay: () => replay(connection, settings, secretKey),
      });
      return { ...checked, restoreSeconds };
    });
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

/** Has the running database know what came of it, also when nothing did. */
async function reported(
  running: Connection,
  file: string,
  work: () => Promise<Outcome>,
): Promise<Outcome> {
  const startedAt = new Date();
  const report = async (outcome: Partial<Outcome> & { ok: boolean; error?: string }) => {
    const { restoredTo, ...rest } = outcome;
    const database = openDatabase(running, { max: 1, onError: () => undefined });
    const drilled = {
      ...{ rows: {}, checksums: {}, differences: [], ...rest, startedAt, finishedAt: new Date() },
      ...{ repository: "file", backupLabel: path.basename(file).slice(0, 200) },
      restoredTo: restoredTo == null ? null : new Date(restoredTo),
    };
    await database.db
      .transaction()
      .execute((tx) => recordDrill(tx, drilled))
      .finally(() => database.close());
  };
  try {
    const outcome = await work();
    await report(outcome);
    return outcome;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    // What went wrong first is what is told.
    await report({ ok: false, error: reason.slice(0, 2000) || "unknown" }).catch(() => undefined);
    throw error;
  }
}

function told(file: string, outcome: Outcome): string[] {
  const { restoredTo, rpoSeconds, restoreSeconds, rows, differences, checked } = outcome;
  const total = Object.values(rows).reduce((sum, count) => sum + count, 0);
  const indexes =
    typeof checked.indexes === "number"
      ? `${checked.indexes} indexes`
      : `no indexes (${checked.indexes})`;
  return [
    `${file}: ${total} rows as of ${restoredTo}, restored in ${restoreSeconds.toFixed(1)} s; what came since is ${(rpoSeconds ?? 0).toFixed(0)} s long.`,
    `Checked: ${checked.comparedRows ?? 0} rows that have not changed since, ${checked.constraints} constraints, ${indexes}; ${outcome.erasuresReplayed} erased again.`,
    ...(differences.length === 0 ? ["All is as it must be."] : ["Not as it must be:"]),
    ...differences.map((difference) => `  ${difference}`),
  ];
}
