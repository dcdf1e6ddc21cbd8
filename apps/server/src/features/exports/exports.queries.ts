import type { ExportRun, ExportStatus } from "@babyfoot/contract";
import { type Selectable, sql } from "kysely";
import type { Db } from "../../platform/database.ts";
import type { ExportRuns } from "../../platform/database.types.ts";

const presentRun = (row: Selectable<ExportRuns>): ExportRun => ({
  origin: row.origin as ExportRun["origin"],
  startedAt: row.started_at.toISOString(),
  finishedAt: row.finished_at?.toISOString() ?? null,
  daysWritten: row.days_written,
  daysRemoved: row.days_removed,
  games: row.games,
  lines: row.lines,
  bytes: row.bytes,
  error: row.error,
});

/** The last run, or the last that went well. */
async function lastRun(db: Db, well: boolean): Promise<ExportRun | null> {
  let query = db.selectFrom("export_runs").selectAll();
  if (well) query = query.where("finished_at", "is not", null).where("error", "is", null);
  const row = await query.orderBy("id", "desc").limit(1).executeTakeFirst();
  return row === undefined ? null : presentRun(row);
}

/** How the daily export stands. */
export async function readStatus(db: Db, target: string | undefined): Promise<ExportStatus> {
  const schedule = await db.selectFrom("export_schedule").selectAll().executeTakeFirstOrThrow();
  const waiting = await db
    .selectFrom("unexported_days")
    .select(sql<number>`count(distinct day)::int`.as("days"))
    .executeTakeFirstOrThrow();
  return {
    target: target ?? null,
    nextAt: target === undefined ? null : schedule.next_at.toISOString(),
    failures: schedule.failures,
    waitingDays: waiting.days,
    lastRun: await lastRun(db, false),
    lastSuccess: await lastRun(db, true),
  };
}
