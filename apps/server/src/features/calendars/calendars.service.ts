import { API } from "@babyfoot/contract";
import type { Db } from "../../platform/database.ts";
import { type Subject, tokenOf } from "./addresses.ts";

/** The secret address at which a calendar program reads a player's or a table's reservations. */
export async function calendarUrlOf(
  db: Db,
  subject: Subject,
  { secretKey, origin }: { secretKey: string; origin: string },
): Promise<string> {
  const token = await tokenOf(db, subject, secretKey);
  const path = subject.kind === "player" ? "me/calendar.ics" : "tables/calendar.ics";
  return `${origin}${API}/${path}?token=${token}`;
}
