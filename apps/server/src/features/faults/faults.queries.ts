import type { Fault } from "@babyfoot/contract";
import { sql } from "kysely";
import { z } from "zod";
import type { Db, Transaction } from "../../platform/database.ts";

export interface FaultRow {
  id: string;
  table_id: string;
  kind: string;
  description: string | null;
  blocking: boolean;
  reporter: string | null;
  reported_at: Date;
  resolver: string | null;
  resolved_at: Date | null;
  resolution: string | null;
  version: number;
}

export const faultCursorSchema = z.tuple([z.iso.datetime(), z.uuid()]);

const FAULTS = (db: Db | Transaction) =>
  db
    .selectFrom("faults as f")
    .leftJoin("players as r", "r.id", "f.reported_by")
    .leftJoin("players as s", "s.id", "f.resolved_by")
    .select([
      "f.id",
      "f.table_id",
      "f.kind",
      "f.description",
      "f.blocking",
      "r.display_name as reporter",
      "f.reported_at",
      "s.display_name as resolver",
      "f.resolved_at",
      "f.resolution",
      "f.version",
    ]);

/** Newest first. */
export function listFaults(
  db: Db,
  { tableId, open }: { tableId?: string; open?: "true" | "false" | undefined },
  { limit, after }: { limit: number; after: [string, string] | undefined },
): Promise<FaultRow[]> {
  let query = FAULTS(db);
  if (tableId !== undefined) query = query.where("f.table_id", "=", tableId);
  if (open !== undefined)
    query = query.where("f.resolved_at", open === "true" ? "is" : "is not", null);
  if (after !== undefined)
    query = query.where(
      sql<boolean>`(date_trunc('milliseconds', f.reported_at), f.id) < (${after[0]}::timestamptz, ${after[1]}::uuid)`,
    );
  return query
    .orderBy(sql`date_trunc('milliseconds', f.reported_at)`, "desc")
    .orderBy("f.id", "desc")
    .limit(limit)
    .execute();
}

export const findFault = (tx: Db | Transaction, id: string): Promise<FaultRow | undefined> =>
  FAULTS(tx).where("f.id", "=", id).executeTakeFirst();

/** A fault as the contract shows it. */
export const presentFault = (row: FaultRow): Fault => ({
  id: row.id,
  tableId: row.table_id,
  kind: row.kind as Fault["kind"],
  description: row.description,
  blocking: row.blocking,
  reportedBy: row.reporter,
  reportedAt: row.reported_at.toISOString(),
  resolvedBy: row.resolver,
  resolvedAt: row.resolved_at?.toISOString() ?? null,
  resolution: row.resolution,
});
