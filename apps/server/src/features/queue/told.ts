import { sql } from "kysely";
import type { Transaction } from "../../platform/database.ts";
import type { Announcement } from "../../platform/live-log.ts";
import { tell } from "../reservations/reservations.service.ts";
import { lineOf, nextVersion, type Touched } from "./line.queries.ts";
import type { Passed } from "./pass-on.ts";
import { noteNext } from "./queue.notices.ts";

/** What everybody must learn of a line that has changed, and the tables that show it. */
export interface LineNews {
  tables: string[];
  announcements: Announcement[];
}

export async function newsOf(
  tx: Transaction,
  venueId: string,
  touched: readonly Touched[],
): Promise<LineNews> {
  if (touched.length === 0) return { tables: [], announcements: [] };
  const line = await lineOf(tx, venueId);
  await noteNext(tx, line);
  const offers = line.flatMap(({ id, offer }) =>
    offer === null
      ? []
      : [
          {
            entryId: id,
            tableId: offer.tableId,
            offeredUntil: new Date(offer.offeredUntil).toISOString(),
          },
        ],
  );
  const waiting = line.filter(({ status }) => status === "waiting").length;
  const version = await nextVersion(tx, venueId);
  const announcement: Announcement = {
    venueId,
    tableId: null,
    matchId: null,
    message: { type: "queue.changed", queue: { venueId, version, waiting, offers } },
  };
  return { tables: await tablesOf(tx, venueId, touched), announcements: [announcement] };
}

/** Who waits for any table waits for each. */
async function tablesOf(
  tx: Transaction,
  venueId: string,
  touched: readonly Touched[],
): Promise<string[]> {
  const ids = touched.flatMap(({ tableId }) => tableId ?? []);
  if (ids.length === touched.length) return ids;
  const { rows } = await sql<{ id: string }>`
    select id from tables where venue_id = ${venueId} and retired_at is null order by id`.execute(
    tx,
  );
  return rows.map(({ id }) => id);
}

/** Tells what has changed in a line. Call it last in the transaction. */
export async function tellLine(
  tx: Transaction,
  venueId: string,
  { reservations, touched }: Passed,
): Promise<void> {
  const { tables, announcements } = await newsOf(tx, venueId, touched);
  if (reservations.length + announcements.length > 0)
    await tell(tx, reservations, tables, announcements);
}
