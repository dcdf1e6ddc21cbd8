import type { Transaction } from "../../platform/database.ts";
import { tell } from "../reservations/reservations.service.ts";
import { removePlayer } from "./line.changes.ts";
import { lockLine, type Touched, venueWaitedIn } from "./line.queries.ts";
import { newsOf } from "./told.ts";

/** The line in which somebody stands who leaves the campus. */
export interface LastPlace {
  venueId: string;
  playerId: string;
}

/** Locks the line in which somebody stands; undefined when in none. Call it before their own row is locked. */
export async function lockLineOf(
  tx: Transaction,
  playerId: string,
): Promise<LastPlace | undefined> {
  const venueId = await venueWaitedIn(tx, playerId);
  if (venueId === undefined) return undefined;
  await lockLine(tx, venueId);
  return { venueId, playerId };
}

/**
 * Takes whoever leaves the campus out of their line. Answers how to tell it, and which of their reservations are given
 * back, last in the transaction.
 */
export async function leaveForGood(
  tx: Transaction,
  place: LastPlace | undefined,
): Promise<(reservations: readonly string[]) => Promise<void>> {
  const touched: Touched[] = place === undefined ? [] : await removePlayer(tx, place.playerId);
  return async (reservations) => {
    const news =
      place === undefined
        ? { tables: [], announcements: [] }
        : await newsOf(tx, place.venueId, touched);
    if (reservations.length + news.announcements.length > 0)
      await tell(tx, reservations, news.tables, news.announcements);
  };
}
