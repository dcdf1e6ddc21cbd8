import type { Series } from "@babyfoot/contract";
import { sql } from "kysely";
import { z } from "zod";
import type { Db, Transaction } from "../../platform/database.ts";
import { AppError } from "../../platform/errors.ts";
import { audit } from "../audit/audit.service.ts";
import { lockRules } from "./booking.queries.ts";
import { cancelMany } from "./cancel-many.ts";
import { tell } from "./told.ts";

export interface SeriesRow extends Omit<Series, "nextStartsAt" | "lastStartsAt"> {
  nextStartsAt: Date;
  lastStartsAt: Date;
}

/** Ids rise with time. */
export const seriesCursorSchema = z.tuple([z.uuid()]);

/** The series of which something is ahead, the latest made first. */
export async function listSeries(
  db: Db,
  venueId: string | undefined,
  { limit, after }: { limit: number; after: [string] | undefined },
): Promise<SeriesRow[]> {
  const [before = null] = after ?? [];
  const { rows } = await sql<SeriesRow>`
    select r.series_id as id, min(r.label) as label, (array_agg(r.venue_id))[1] as "venueId",
      array_agg(distinct t.code order by t.code) as "tableCodes", min(r.starts_at) as "nextStartsAt",
      max(r.starts_at) as "lastStartsAt", count(*)::int as count,
      (extract(epoch from min(r.ends_at - r.starts_at)) / 60)::int as "durationMinutes"
    from reservations r join tables t on t.venue_id = r.venue_id and t.id = r.table_id
    where r.series_id is not null and r.starts_at > now() and r.status = 'checked_in'
      and (${venueId ?? null}::uuid is null or r.venue_id = ${venueId ?? null}::uuid)
      and (${before}::uuid is null or r.series_id < ${before}::uuid)
    group by r.series_id order by r.series_id desc limit ${limit}`.execute(db);
  return rows;
}

export const presentSeries = (row: SeriesRow): Series => ({
  ...row,
  nextStartsAt: row.nextStartsAt.toISOString(),
  lastStartsAt: row.lastStartsAt.toISOString(),
});

/** Gives back all that is still ahead of a series. @throws AppError `not_found` when nothing is. */
export async function cancelSeries(
  tx: Transaction,
  { id, by, reason }: { id: string; by: string; reason: string },
): Promise<number> {
  const { rows } = await sql<{ id: string; venueId: string; label: string }>`
    select id, venue_id as "venueId", label from reservations
    where series_id = ${id} and starts_at > now() and status = 'checked_in'`.execute(tx);
  const [first] = rows;
  if (first === undefined) throw new AppError("not_found");
  await lockRules(tx, first.venueId);
  const cancelled = await cancelMany(tx, { ids: rows.map((row) => row.id), by, reason });
  const count = cancelled.length;
  await audit(tx, {
    ...{ actorId: by, action: "series.cancelled", subjectType: "series", subjectId: id },
    ...{ venueId: first.venueId, details: { label: first.label, count, reason } },
  });
  await tell(
    tx,
    cancelled.map((row) => row.id),
  );
  return count;
}
