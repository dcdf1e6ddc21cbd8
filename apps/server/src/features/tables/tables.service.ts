import type { Transaction } from "../../platform/database.ts";
import type { Announcement } from "../../platform/live-log.ts";
import { execute } from "../../platform/rows.ts";
import { ahead } from "../../platform/send-ahead.ts";
import type { MatchRow } from "../matches/matches.service.ts";
import { loadTables } from "./tables.queries.ts";
import { presentTable } from "./tables.view.ts";

export { listTables, loadTables } from "./tables.queries.ts";
export { presentTable } from "./tables.view.ts";

const NEXT_VERSION = ahead("update tables set version = version + 1 where id = any($1::uuid[])");

/**
 * Gives changed tables their next version, and what to announce of them as they now are; `matches` are those of their
 * running matches that are known already.
 */
export async function changedTables(
  tx: Transaction,
  ids: string[],
  matches?: ReadonlyMap<string, MatchRow>,
): Promise<Announcement[]> {
  if (ids.length === 0) return [];
  await execute(tx, NEXT_VERSION, [ids]);
  const rows = await loadTables(tx, ids, matches);
  return rows.map((row) => ({
    venueId: row.venue_id,
    tableId: row.id,
    matchId: null,
    message: { type: "table.changed", table: presentTable(row) },
  }));
}
