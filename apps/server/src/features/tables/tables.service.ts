import { sql } from "kysely";
import type { Transaction } from "../../platform/database.ts";
import type { Announcement } from "../../platform/live-log.ts";
import { loadTables } from "./tables.queries.ts";
import { presentTable } from "./tables.view.ts";

export { listTables, loadTables } from "./tables.queries.ts";
export { presentTable } from "./tables.view.ts";

/** Gives changed tables their next version, and what to announce of them as they now are. */
export async function changedTables(tx: Transaction, ids: string[]): Promise<Announcement[]> {
  if (ids.length === 0) return [];
  await tx
    .updateTable("tables")
    .set((eb) => ({ version: eb("version", "+", 1) }))
    .where("id", "=", sql<string>`any(${ids}::uuid[])`)
    .execute();
  const rows = await loadTables(tx, ids);
  return rows.map((row) => ({
    venueId: row.venue_id,
    tableId: row.id,
    matchId: null,
    message: { type: "table.changed", table: presentTable(row) },
  }));
}
