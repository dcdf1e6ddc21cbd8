import type { Venue } from "@babyfoot/contract";
import type { Db, Transaction } from "../../platform/database.ts";
import type { Outlook } from "./estimates.ts";
import { habitsOf, tablesNow } from "./tables-ahead.queries.ts";

/** What the waits in a venue depend on, as it is now. */
export async function outlookOf(db: Db | Transaction, venue: Venue): Promise<Outlook> {
  const tables = await tablesNow(db, venue.id);
  const habits = await habitsOf(db, venue.id);
  return { now: Date.now(), policy: venue.policy, tables, habits };
}
