import type { Db } from "../../platform/database.ts";
import { lockLine } from "./line.queries.ts";
import { passOn } from "./pass-on.ts";
import { tellLine } from "./told.ts";

/** Answers whether anything has changed, so that there may be more to do. */
const serveOnce = (db: Db, venueId: string): Promise<boolean> =>
  db.transaction().execute(async (tx) => {
    await lockLine(tx, venueId);
    const passed = await passOn(tx, venueId);
    await tellLine(tx, venueId, passed);
    return passed.reservations.length > 0;
  });

/**
 * Offers what is free in a venue to those who wait there, one after the other. Several processes may do it: once the line
 * is locked, one does.
 */
export async function serveLine(db: Db, venueId: string): Promise<void> {
  if (await serveOnce(db, venueId)) await serveLine(db, venueId);
}
