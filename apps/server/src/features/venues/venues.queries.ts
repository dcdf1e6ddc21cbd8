import type { Policy, Venue } from "@babyfoot/contract";
import type { Db, Transaction } from "../../platform/database.ts";
import { AppError } from "../../platform/errors.ts";
import { DEFAULT_POLICY } from "./venues.policy.ts";

export interface VenueRow {
  id: string;
  name: string;
  time_zone: string;
  opening_hours: unknown;
  exceptions: unknown;
  closures: unknown;
  policy: unknown;
  version: number;
}

export const VENUE_COLUMNS = [
  "id",
  "name",
  "time_zone",
  "opening_hours",
  "exceptions",
  "closures",
  "policy",
  "version",
] as const;

/** A venue as the contract shows it. */
export const presentVenue = (row: VenueRow): Venue => ({
  id: row.id,
  name: row.name,
  timeZone: row.time_zone,
  openingHours: row.opening_hours as Venue["openingHours"],
  exceptions: row.exceptions as Venue["exceptions"],
  closures: row.closures as Venue["closures"],
  policy: { ...DEFAULT_POLICY, ...(row.policy as Partial<Policy>) },
  version: row.version,
});

/** @throws AppError `not_found`. */
export async function findVenue(db: Db | Transaction, id: string): Promise<VenueRow> {
  const row = await db
    .selectFrom("venues")
    .select(VENUE_COLUMNS)
    .where("id", "=", id)
    .executeTakeFirst();
  if (row === undefined) throw new AppError("not_found");
  return row;
}
