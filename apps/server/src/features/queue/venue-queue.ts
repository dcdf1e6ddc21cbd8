import type { VenueQueue } from "@babyfoot/contract";
import type { Db } from "../../platform/database.ts";
import { sharedReads } from "../../platform/shared-reads.ts";
import { findVenue, presentVenue } from "../venues/venues.service.ts";
import { estimates } from "./estimates.ts";
import { lineOf, versionOf } from "./line.queries.ts";
import { outlookOf } from "./outlook.ts";
import { publicEntryOf } from "./queue.view.ts";

async function readQueue(db: Db, venueId: string): Promise<VenueQueue> {
  const venue = presentVenue(await findVenue(db, venueId));
  // The version first: what changes meanwhile is then read again, never missed.
  const version = await versionOf(db, venueId);
  const line = await lineOf(db, venueId);
  const outlook = await outlookOf(db, venue);
  const tableIds = outlook.tables.map(({ id }) => id);
  const { ofEntries, ofNext } = estimates(outlook, line, [null, ...tableIds]);
  return {
    venueId,
    version,
    waiting: line.filter(({ status }) => status === "waiting").length,
    items: line.map((entry) => publicEntryOf(entry, line, ofEntries)),
    next: {
      estimatedWaitSeconds: ofNext[0] ?? null,
      tables: tableIds.map((tableId, index) => ({
        tableId,
        estimatedWaitSeconds: ofNext[index + 1] ?? null,
      })),
    },
  };
}

/** Reads the line of a venue. As it changes all who wait read it again: those who ask together share one reading. */
export const venueQueues = (db: Db): ((venueId: string) => Promise<VenueQueue>) =>
  sharedReads((venueId) => readQueue(db, venueId));
