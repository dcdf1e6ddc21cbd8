import type { Venue, VenueChange, venuePatchSchema } from "@babyfoot/contract";
import type { z } from "zod";
import type { Transaction } from "../../platform/database.ts";
import { AppError } from "../../platform/errors.ts";
import { checkVersion } from "../../platform/http/etag.ts";
import { audit } from "../audit/audit.service.ts";
import {
  cancelMany,
  isClosedOut,
  tell,
  unfittingOf,
} from "../reservations/reservations.service.ts";
import { presentVenue, VENUE_COLUMNS } from "../venues/venues.service.ts";
import { isChange, venueDiff } from "./venue-diff.ts";

type Patch = z.output<typeof venuePatchSchema>;

interface Editor {
  actorId: string;
  expected: number | undefined;
}

/** A venue as it would be; of its policy only what is given changes. */
export const changedVenue = (venue: Venue, { policy, ...rest }: VenueChange): Venue =>
  Object.assign({}, venue, rest, { policy: Object.assign({}, venue.policy, policy) });

/**
 * Changes a venue, and cancels what is then closed out where that is asked for. Whoever books at that moment is waited
 * for, or waits and is then bound by the new rules.
 * @throws AppError `not_found`, `stale`.
 */
export async function changeVenue(
  tx: Transaction,
  id: string,
  { cancelAffected, ...change }: Patch,
  { actorId, expected }: Editor,
): Promise<Venue> {
  const current = await lockVenue(tx, id, expected);
  const venue = await writeVenue(tx, current, change);
  const details = venueDiff(current, venue);
  if (isChange(details))
    await audit(tx, {
      ...{ actorId, action: "venue.changed", subjectType: "venue" },
      ...{ subjectId: id, venueId: id, details },
    });
  if (cancelAffected === undefined) return venue;
  const ids = (await unfittingOf(tx, venue)).filter(isClosedOut).map((one) => one.id);
  const cancelled = await cancelMany(tx, { ids, by: actorId, reason: cancelAffected.reason });
  await tell(
    tx,
    cancelled.map((row) => row.id),
  );
  return venue;
}

async function lockVenue(
  tx: Transaction,
  id: string,
  expected: number | undefined,
): Promise<Venue> {
  const row = await tx
    .selectFrom("venues")
    .select(VENUE_COLUMNS)
    .where("id", "=", id)
    // Stronger than the update needs: those who book hold the row for their key's sake.
    .forUpdate()
    .executeTakeFirst();
  if (row === undefined) throw new AppError("not_found");
  checkVersion(expected, row.version);
  return presentVenue(row);
}

async function writeVenue(tx: Transaction, current: Venue, change: VenueChange): Promise<Venue> {
  const { name, timeZone, openingHours, exceptions, closures, policy } = changedVenue(
    current,
    change,
  );
  const row = await tx
    .updateTable("venues")
    .set({
      version: current.version + 1,
      name,
      time_zone: timeZone,
      opening_hours: JSON.stringify(openingHours),
      exceptions: JSON.stringify(exceptions),
      closures: JSON.stringify(closures),
      policy: JSON.stringify(policy),
    })
    .where("id", "=", current.id)
    .returning(VENUE_COLUMNS)
    .executeTakeFirstOrThrow();
  return presentVenue(row);
}
