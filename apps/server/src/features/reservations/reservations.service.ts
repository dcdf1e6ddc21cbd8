import type { Db } from "../../platform/database.ts";
import type { Person } from "../../platform/http/access.ts";
import { concerns } from "./reservations.policy.ts";
import { findReservation } from "./reservations.queries.ts";

export { turnReservations } from "./turns.ts";
export { releaseAllOf } from "./use.ts";

/** Whether somebody may see a reservation whole. */
export async function mayKnow(db: Db, id: string, person: Person): Promise<boolean> {
  const row = await findReservation(db, id);
  return row !== undefined && concerns(row, person);
}
