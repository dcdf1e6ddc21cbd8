import { type Selectable, sql } from "kysely";
import type { Db, Transaction } from "../../platform/database.ts";
import type { Backups, Drills } from "../../platform/database.types.ts";
import { newId } from "../../platform/ids.ts";
import type { BackupReport, DrillReport } from "./reports.ts";

/** Writes down what became of a backup. */
export async function insertBackup(tx: Transaction, report: BackupReport): Promise<void> {
  const { kind, repository, startedAt, finishedAt, ok, bytes, label, error } = report;
  await tx
    .insertInto("backups")
    .values({
      ...{ id: newId(), kind, repository, ok, started_at: startedAt, finished_at: finishedAt },
      ...{ bytes: bytes ?? null, label: label ?? null, error: error ?? null },
    })
    .execute();
}

/** Writes down what became of a drill. */
export async function insertDrill(tx: Transaction, report: DrillReport): Promise<void> {
  await tx
    .insertInto("drills")
    .values({
      id: newId(),
      started_at: report.startedAt,
      finished_at: report.finishedAt,
      repository: report.repository,
      backup_label: report.backupLabel ?? null,
      ok: report.ok,
      restored_to: report.restoredTo ?? null,
      rpo_seconds: report.rpoSeconds ?? null,
      restore_seconds: report.restoreSeconds ?? null,
      rows: JSON.stringify(report.rows),
      checksums: JSON.stringify(report.checksums),
      differences: JSON.stringify(report.differences),
      erasures_replayed: report.erasuresReplayed ?? null,
      error: report.error ?? null,
    })
    .execute();
}

export type BackupRow = Selectable<Backups>;
export type DrillRow = Selectable<Drills>;

/** The newest backup of each kind in each repository, of those that went well where `ok`. */
export const newestBackups = (db: Db, { ok }: { ok: boolean }): Promise<BackupRow[]> =>
  db
    .selectFrom("backups")
    .distinctOn(["repository", "kind"])
    .selectAll()
    .$if(ok, (query) => query.where("ok", "=", true))
    .orderBy("repository")
    .orderBy("kind")
    .orderBy("finished_at", "desc")
    .orderBy("id", "desc")
    .execute();

/** Nobody makes files by hand on so many days of the last week in which there were any. */
const NIGHTS = 5;

/** The repositories to which files of the database come about nightly, or came before they stopped. */
export async function nightlyDumps(db: Db): Promise<string[]> {
  const { rows } = await sql<{ repository: string }>`
    select repository
    from (select repository, started_at, max(started_at) over (partition by repository) as newest
      from backups where kind = 'dump') dumps
    where started_at > newest - interval '7 days'
    group by repository
    having count(distinct date_trunc('day', started_at)) >= ${NIGHTS}`.execute(db);
  return rows.map(({ repository }) => repository);
}

/** The newest drill, or the newest that went well. */
export const newestDrill = (db: Db, { ok }: { ok: boolean }): Promise<DrillRow | undefined> =>
  db
    .selectFrom("drills")
    .selectAll()
    .$if(ok, (query) => query.where("ok", "=", true))
    .orderBy("finished_at", "desc")
    .orderBy("id", "desc")
    .limit(1)
    .executeTakeFirst();
