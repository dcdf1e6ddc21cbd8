import type { HealthRecovery } from "@babyfoot/contract";
import type { BackupRow, DrillRow } from "../backups/backups.service.ts";
import type { Seen } from "./seen.ts";

type Backup = NonNullable<HealthRecovery["lastBackup"]>;
type Drill = NonNullable<HealthRecovery["lastDrill"]>;

const presentBackup = (row: BackupRow): Backup => ({
  ...{ kind: row.kind as Backup["kind"], repository: row.repository, bytes: row.bytes },
  ...{ ok: row.ok, error: row.error, finishedAt: row.finished_at.toISOString() },
  seconds: (row.finished_at.getTime() - row.started_at.getTime()) / 1_000,
});

const presentDrill = (row: DrillRow): Drill => ({
  ...{ repository: row.repository, ok: row.ok, error: row.error ?? differenceOf(row) },
  ...{ restoreSeconds: row.restore_seconds, rpoSeconds: row.rpo_seconds },
  finishedAt: row.finished_at.toISOString(),
});

/** The first of what was other than it must be. */
function differenceOf({ differences }: DrillRow): string | null {
  const [first] = Array.isArray(differences) ? differences : [];
  return typeof first === "string" ? first : null;
}

const newest = (rows: readonly BackupRow[]): Backup | null => {
  const [row] = rows.toSorted((a, b) => b.finished_at.getTime() - a.finished_at.getTime());
  return row === undefined ? null : presentBackup(row);
};

/** Backups, the drill, and what would be lost just now. */
export function presentRecovery({
  backups,
  facts,
  archiveBehindSeconds: behindSeconds,
}: Seen): HealthRecovery {
  const { lastTried, lastGood, lastDrill } = backups;
  return {
    ...{ lastBackup: newest(lastTried), lastGoodBackup: newest(lastGood) },
    lastDrill: lastDrill === undefined ? null : presentDrill(lastDrill),
    archive:
      behindSeconds === null
        ? null
        : {
            lastArchivedAt: facts.archivedAt?.toISOString() ?? null,
            lastFailedAt: facts.archiveFailedAt?.toISOString() ?? null,
            ...{ failures: facts.archiveFailures, behindSeconds },
          },
  };
}
