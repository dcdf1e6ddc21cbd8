import type { Transaction } from "../../platform/database.ts";
import { announce } from "../../platform/live-log.ts";
import { changedTables } from "../tables/tables.service.ts";
import { findReservations, knowReservation } from "./reservations.queries.ts";
import { announcementOf, type ReservationRow } from "./reservations.view.ts";

/** Tells everybody of changed reservations and of what their tables show now. Call it last in the transaction. */
export async function tell(
  tx: Transaction,
  ids: readonly string[],
  otherTables: readonly string[] = [],
): Promise<void> {
  const rows = await findReservations(tx, ids);
  const tables = [...new Set([...rows.map((row) => row.table_id), ...otherTables])].sort();
  const changed = await changedTables(tx, tables);
  await announce(tx, [...rows.map(announcementOf), ...changed]);
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
