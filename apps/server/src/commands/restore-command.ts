import { parseArgs } from "node:util";
import type { Settings } from "../config.ts";
import type { Replayed } from "../features/accounts/accounts.service.ts";
import {
  dropLeftovers,
  goOnWithKey,
  type Restored,
  readSecretKeyOf,
  restoreInto,
  type Target,
  targetFor,
} from "../features/backups/backups.service.ts";
import { type Connection, ownerConnection } from "../platform/connection.ts";
import type { Terminal } from "./analyst-command.ts";
import { passphraseOf, typedIn } from "./files.ts";
import { grantIfThere } from "./granted.ts";
import { alone } from "./own-database.ts";
import { progressBar } from "./progress-bar.ts";
import { replay, tellViewersAnew, toldOfReplay } from "./replay.ts";
import { CommandError, runningDatabase } from "./running-database.ts";
import { explainTo } from "./spoken.ts";

const USAGE = `Restores a file of npm run backup, into the embedded database or that of DATABASE_URL (docs/operations/backups.md).

  npm run restore -- FILE
      --replace                where there is data already; the old database is kept beside
      --passphrase-file FILE   of an encrypted one; or set BACKUP_PASSPHRASE
  npm run restore -- FILE --secret-key     writes out the secret key that an encrypted file carries
  npm run restore -- --replay-erasures     after any other way of restoring: erases again who was erased since`;

interface Wish {
  file: string | undefined;
  replace: boolean;
  passphraseFile: string | undefined;
  showsKey: boolean;
  replays: boolean;
}

function wishOf(args: readonly string[]): Wish | undefined {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        replace: { type: "boolean", default: false },
        "passphrase-file": { type: "string" },
        "secret-key": { type: "boolean", default: false },
        "replay-erasures": { type: "boolean", default: false },
      },
    });
    const replays = values["replay-erasures"];
    if (positionals.length !== (replays ? 0 : 1)) return undefined;
    return {
      ...{ file: positionals[0], replace: values.replace, replays },
      ...{ passphraseFile: values["passphrase-file"], showsKey: values["secret-key"] },
    };
  } catch {
    return undefined;
  }
}

/** `npm run restore`; answers the exit code. */
export async function restoreCommand(args: readonly string[], terminal: Terminal): Promise<number> {
  const wish = wishOf(args);
  if (wish === undefined) {
    terminal.complain(USAGE);
    return 2;
  }
  try {
    if (wish.file === undefined) await replayErasures(terminal);
    else await restoreFile(wish, wish.file, terminal);
    return 0;
  } catch (error) {
    return explainTo(terminal.complain, "The restore failed", error);
  }
}

async function replayErasures({ settings, say }: Terminal): Promise<void> {
  const replayed = await onTarget(settings, async (connection) => {
    await tellViewersAnew(connection);
    return replay(connection, settings);
  });
  const told = toldOfReplay(replayed);
  for (const line of told.length > 0 ? told : ["Nobody who was erased is there."]) say(line);
  if (replayed.kept.length > 0) throw new CommandError("Not everybody could be erased again.");
}

async function restoreFile(wish: Wish, named: string, { settings, say }: Terminal): Promise<void> {
  const file = typedIn(named);
  const passphrase = await passphraseOf(settings, wish.passphraseFile);
  if (wish.showsKey) return say(await secretKeyOf(file, passphrase));
  const began = Date.now();
  const bar = progressBar(process.stderr, "Restoring");
  const work = async (connection: Connection) => {
    for (const line of await dropLeftovers(connection)) say(line);
    const { replace } = wish;
    return restore({ connection, settings, file, passphrase, replace, onProgress: bar.show });
  };
  const done = await onTarget(settings, work).finally(bar.end);
  for (const line of told(done, Date.now() - began)) say(line);
}

async function secretKeyOf(file: string, passphrase: string | undefined): Promise<string> {
  const key = await readSecretKeyOf(file, passphrase);
  if (key === undefined)
    throw new CommandError("The file carries no secret key: only encrypted ones do.");
  return key;
}

/** The embedded database is started for it, so that nobody else works with it meanwhile. */
async function onTarget<Result>(
  settings: Settings,
  work: (connection: Connection) => Promise<Result>,
): Promise<Result> {
  if (settings.DATABASE_URL === undefined) return alone(settings.DATA_DIR, work);
  return work((await runningDatabase(settings, ownerConnection)).connection);
}

interface Restoring {
  connection: Connection;
  settings: Settings;
  file: string;
  passphrase: string | undefined;
  replace: boolean;
  onProgress: (share: number) => void;
}

interface Done extends Restored {
  kept: string | undefined;
  replayed: Replayed;
  aboutKey: string | undefined;
}

async function restore({ settings, replace, connection, ...rest }: Restoring): Promise<Done> {
  const now = new Date();
  const target = await targetFor({ connection, replace, now });
  let aboutKey: string | undefined;
  const keepKey = async ({ secretKeyMark: mark }: Restored["head"], carried?: string) => {
    aboutKey = await goOnWithKey(settings, { mark, carried, now });
  };
  try {
    const restored = await restoreInto({
      ...{ ...rest, connection: target.connection },
      // A server that finds the data without its key makes itself another one, and what the first had encrypted is lost.
      beforeCommit: target.isBesideData ? undefined : keepKey,
    });
    const replayed = await afterwards(target, settings, restored.secretKey);
    const kept = await target.take();
    // The old database needs the old key until then.
    if (target.isBesideData) await keepKey(restored.head, restored.secretKey);
    return { ...restored, kept, replayed, aboutKey };
  } catch (error) {
    // What went wrong first is what is told.
    await target.giveUp().catch(() => undefined);
    throw error;
  }
}

async function afterwards(target: Target, settings: Settings, secretKey?: string) {
  try {
    await grantIfThere(target.connection);
    return await replay(target.connection, settings, secretKey);
  } catch (error) {
    const reason = (error instanceof Error ? error.message : String(error)).replace(/\.$/, "");
    throw new CommandError(
      target.isInPlace
        ? `Everything is restored, but whoever was erased since was not erased again (${reason}). Once that is mended: npm run restore -- --replay-erasures, or start Babyfoot, which does it first.`
        : `Whoever was erased since could not be erased again (${reason}), so nothing was changed. Once that is mended do the same again.`,
    );
  }
}

function told({ head, totals, migrated, kept, replayed, aboutKey }: Done, ms: number): string[] {
  const tables = Object.values(totals.tables);
  const rows = tables.reduce((sum, table) => sum + table.rows, 0);
  return [
    `Restored as of ${head.takenAt}: ${rows} rows of ${tables.length} tables, every checksum and key right, in ${(ms / 1000).toFixed(1)} s.`,
    ...(migrated.length > 0 ? [`Brought to this release's schema: ${migrated.join(", ")}.`] : []),
    ...toldOfReplay(replayed),
    ...(kept === undefined
      ? []
      : [`The database that was there is kept as "${kept}": drop it when it is no longer needed.`]),
    ...(aboutKey === undefined ? [] : [aboutKey]),
  ];
}
