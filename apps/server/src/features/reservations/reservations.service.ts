import type { ReservationCreate } from "@babyfoot/contract";
import type { Db } from "../../platform/database.ts";
import type { Person } from "../../platform/http/access.ts";
import { book, look } from "./book.ts";
import { noteBooked } from "./reservations.notices.ts";
import { concerns } from "./reservations.policy.ts";
import { findReservation, knowReservation } from "./reservations.queries.ts";
import { tell } from "./told.ts";

export { claimBooked, claimOffered, lockTurns, takeFree } from "./at-table.ts";
export { lockPeople, placeOf } from "./booking.queries.ts";
export { cancelMany } from "./cancel-many.ts";
export {
  cancelOffers,
  endTurn,
  makeOffer,
  passOffer,
  takeOffer,
  writeLapsedOf,
} from "./offers.ts";
export type { WaitingLine } from "./reservations.deps.ts";
export { rulesOf } from "./reservations.policy.ts";
export { knowReservation } from "./reservations.queries.ts";
export { presentReservation } from "./reservations.view.ts";
export { standingOf } from "./standings.ts";
export { changesOf, tell } from "./told.ts";
export { turnReservations } from "./turns.ts";
export { isClosedOut, type Unfitting, unfittingOf } from "./unfitting.ts";
export { releaseAllOf } from "./use.ts";

/** Reserves a table for a player. @throws AppError every code of reservations. */
export async function reserve(
  db: Db,
  wish: Pick<ReservationCreate, "tableId" | "startsAt" | "durationMinutes">,
  playerId: string,
): Promise<void> {
  await db.transaction().execute(async (tx) => {
    const time = await look(tx, wish);
    const id = await book(tx, time, { playerId });
    await noteBooked(tx, await knowReservation(tx, id));
    await tell(tx, [id]);
  });
}

/** Whether somebody may see a reservation whole. */
export async function mayKnow(db: Db, id: string, person: Person): Promise<boolean> {
  const row = await findReservation(db, id);
  return row !== undefined && concerns(row, person);
}
