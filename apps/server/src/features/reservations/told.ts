import type { Transaction } from "../../platform/database.ts";
import { type Announcement, announce } from "../../platform/live-log.ts";
import { changedTables } from "../tables/tables.service.ts";
import { findReservations, knowReservation } from "./reservations.queries.ts";
import { announcementOf, type ReservationRow } from "./reservations.view.ts";

/** Changed reservations and what their tables show now, to be announced last in the transaction. */
export async function changesOf(
  tx: Transaction,
  ids: readonly string[],
  otherTables: readonly string[] = [],
): Promise<Announcement[]> {
  const rows = await findReservations(tx, ids);
  const tables = [...new Set([...rows.map((row) => row.table_id), ...otherTables])].sort();
  const changed = await changedTables(tx, tables);
  return [...rows.map(announcementOf), ...changed];
}

/**
 * Tells everybody of changed reservations and of what their tables show now, and what else there is to tell. Call it last
 * in the transaction.
 */
export async function tell(
  tx: Transaction,
  ids: readonly string[],
  otherTables: readonly string[] = [],
  others: readonly Announcement[] = [],
): Promise<void> {
  await announce(tx, [...(await changesOf(tx, ids, otherTables)), ...others]);
}

/** The same of one, which is answered as it is now. */
export async function told(
  tx: Transaction,
  id: string,
  otherTables: readonly string[] = [],
): Promise<ReservationRow> {
  await tell(tx, [id], otherTables);
  return knowReservation(tx, id);
}
