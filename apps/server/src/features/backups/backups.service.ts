import type { Db } from "../../platform/database.ts";
import {
  type BackupRow,
  type DrillRow,
  newestBackups,
  newestDrill,
  nightlyDumps,
} from "./backups.queries.ts";

export { type BackupDone, backUp, readSecretKeyOf } from "./back-up.ts";
export type { BackupRow, DrillRow } from "./backups.queries.ts";
export { insertBackup as recordBackup, insertDrill as recordDrill } from "./backups.queries.ts";
export { type Checked, checkRestored } from "./check/check-restored.ts";
export { PassphraseError } from "./file/encryption.ts";
export { DamagedError } from "./file/tar.ts";
export { backupReportSchema, drillReportSchema } from "./reports.ts";
export { leapAhead } from "./restore/other-cluster.ts";
export { type Restored, restoreInto } from "./restore/restore.ts";
export { RestoreError } from "./restore/restore-error.ts";
export { goOnWithKey, presentSecretKey } from "./restore/restored-key.ts";
export { dropLeftovers, type Target, targetFor } from "./restore/target.ts";

/** How backups and drills stand: what was last tried, and what last went well. */
export interface BackupState {
  /** By repository and kind. */
  lastTried: readonly BackupRow[];
  lastGood: readonly BackupRow[];
  /** Repositories to which files come by a schedule, as it seems. */
  nightlyDumps: readonly string[];
  lastDrill: DrillRow | undefined;
  lastGoodDrill: DrillRow | undefined;
}

/** Reads how backups and drills stand, as they were reported to this database. */
export async function readBackupState(db: Db): Promise<BackupState> {
  const [lastTried, lastGood, nightly, lastDrill, lastGoodDrill] = await Promise.all([
    newestBackups(db, { ok: false }),
    newestBackups(db, { ok: true }),
    nightlyDumps(db),
    newestDrill(db, { ok: false }),
    newestDrill(db, { ok: true }),
  ]);
  return { lastTried, lastGood, nightlyDumps: nightly, lastDrill, lastGoodDrill };
}
