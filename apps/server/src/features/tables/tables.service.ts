import type { Transaction } from "../../platform/database.ts";
import type { Announcement } from "../../platform/live-log.ts";
import { execute } from "../../platform/rows.ts";
import { ahead } from "../../platform/send-ahead.ts";
import type { MatchRow } from "../matches/matches.service.ts";
import { believedTables, believeTables, bumpBelieved } from "./believed-tables.ts";
import { loadTables } from "./tables.queries.ts";
import { presentTable, type TableRow } from "./tables.view.ts";

export { listTables, loadTables } from "./tables.queries.ts";
export { presentTable } from "./tables.view.ts";

const NEXT_VERSION = ahead("update tables set version = version + 1 where id = any($1::uuid[])");

/** Gives changed tables their next version, and what to announce of them as they now are. */
export async function changedTables(tx: Transaction, ids: string[]): Promise<Announcement[]> {
  if (ids.length === 0) return [];
  await execute(tx, NEXT_VERSION, [ids]);
  const rows = await loadTables(tx, ids);
  believeTables(rows);
  return rows.map(announcementOf);
}

/** On which a match has begun or ended: what runs there now, by table; undefined where that must be read. */
export type Turned = ReadonlyMap<string, MatchRow | null | undefined>;

/**
 * The same for tables of which only the running match has changed. What this process remembers of them saves reading
 * them; the transaction ends when it is outdated, which only `believing` callers know how to take.
 */
export async function turnedTables(
  tx: Transaction,
  turned: Turned,
  believing: boolean,
): Promise<Announcement[]> {
  const ids = [...turned.keys()];
  const known = believing && ![...turned.values()].includes(undefined);
  const believed = known ? believedTables(ids) : undefined;
  if (believed === undefined) return changedTables(tx, ids);
  if (ids.length === 0) return [];
  await bumpBelieved(tx, believed);
  const rows = believed.map((row) => {
    const match = turned.get(row.id) ?? null;
    return { ...row, version: row.version + 1, running_match_id: match?.id ?? null, match };
  });
  believeTables(rows);
  return rows.map(announcementOf);
}

const announcementOf = (row: TableRow): Announcement => ({
  venueId: row.venue_id,
  tableId: row.id,
  matchId: null,
  message: { type: "table.changed", table: presentTable(row) },
});
