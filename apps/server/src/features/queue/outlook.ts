import type { Venue } from "@babyfoot/contract";
import { turnUntil } from "@babyfoot/domain";
import type { Db, Transaction } from "../../platform/database.ts";
import { rulesOf } from "../reservations/reservations.service.ts";
import type { Outlook } from "./estimates.ts";
import { habitsOf, tablesNow } from "./tables-ahead.queries.ts";

/** What the waits in a venue depend on, as it is now. */
export async function outlookOf(db: Db | Transaction, venue: Venue): Promise<Outlook> {
  const now = Date.now();
  const isOpen = ({ id }: { id: string }) =>
    turnUntil(rulesOf(venue, id), { now, heldFrom: null }) !== null;
  const tables = (await tablesNow(db, venue.id)).filter(isOpen);
  const habits = await habitsOf(db, venue.id);
  return { now, policy: venue.policy, tables, habits };
}
