import type { Venue, VenueChange, VenuePreview } from "@babyfoot/contract";
import { openingTimesOf, slotsPerWeek } from "@babyfoot/domain";
import type { Db } from "../../platform/database.ts";
import { isClosedOut, type Unfitting, unfittingOf } from "../reservations/reservations.service.ts";
import { findVenue, presentVenue } from "../venues/venues.service.ts";
import { changedVenue } from "./change-venue.ts";
import { isChange, venueDiff } from "./venue-diff.ts";

const MOST_LISTED = 50;

/** What a change of a venue would do to what is reserved there. @throws AppError `not_found`. */
export async function previewChange(
  db: Db,
  id: string,
  change: VenueChange,
): Promise<VenuePreview> {
  const before = presentVenue(await findVenue(db, id));
  const after = changedVenue(before, change);
  const tables = await countTables(db, id);
  const affected = await unfittingOf(db, after);
  return {
    changes: isChange(venueDiff(before, after)),
    slotsPerWeek: { before: tables * slotsOf(before), after: tables * slotsOf(after) },
    affected: {
      total: affected.length,
      closedOut: affected.filter(isClosedOut).length,
      items: affected.slice(0, MOST_LISTED).map(presentUnfitting),
    },
  };
}

const slotsOf = (venue: Venue): number =>
  slotsPerWeek({ ...openingTimesOf(venue), slotMinutes: venue.policy.slotMinutes });

const presentUnfitting = ({ startsAt, endsAt, ...one }: Unfitting) => ({
  ...one,
  startsAt: startsAt.toISOString(),
  endsAt: endsAt.toISOString(),
});

async function countTables(db: Db, venueId: string): Promise<number> {
  const { count } = await db
    .selectFrom("tables")
    .select(({ fn }) => fn.countAll<number>().as("count"))
    .where("venue_id", "=", venueId)
    .where("retired_at", "is", null)
    .executeTakeFirstOrThrow();
  return Number(count);
}
