import type { Settings } from "../../config.ts";
import { type Connection, connect } from "../../platform/connection.ts";
import type { Release } from "../../platform/release.ts";
import { archiveOf } from "./dump/dump.ts";
import type { Head, Totals } from "./file/manifest.ts";
import { readBackup } from "./file/read.ts";
import { writeBackup } from "./file/write.ts";
import { presentSecretKey } from "./restore/restored-key.ts";

interface Wanted {
  connection: Connection;
  settings: Pick<Settings, "SECRET_KEY" | "DATA_DIR">;
  release: Release;
  file: string;
  passphrase: string | undefined;
  /** Told the share of the database that was read, from 0 to 1. */
  onProgress: (share: number) => void;
}

export interface BackupDone {
  head: Head;
  totals: Totals;
  bytes: number;
}

/** Backs up a database to a file, and reads that back; whatever is written meanwhile is not in it. */
export async function backUp(wanted: Wanted): Promise<BackupDone> {
  const { connection, settings, release, file, passphrase, onProgress } = wanted;
  const client = await connect(connection);
  // What breaks the connection also fails the statement that is waited for.
  client.on("error", () => undefined);
  try {
    const archive = archiveOf({
      ...{ client, release, secretKey: await presentSecretKey(settings) },
      carriesSecretKey: passphrase !== undefined,
      onProgress: (done, of) => onProgress(of === 0 ? 1 : done / of),
    });
    return await writeBackup({ file, archive, passphrase });
  } finally {
    await client.end();
  }
}

/** The secret key that an encrypted file carries. @throws DamagedError, PassphraseError */
export async function readSecretKeyOf(
  file: string,
  passphrase: string | undefined,
): Promise<string | undefined> {
  let found: string | undefined;
  await readBackup(
    { file, passphrase },
    {
      secretKey: (key) => {
        found = key;
      },
    },
  );
  return found;
}
