import type { Venue } from "../../../shared/venue/venues.ts";
import type { ScheduledTable } from "./timetable.ts";

/** A slot that somebody has chosen. */
export interface SlotAsked {
  venue: Venue;
  table: ScheduledTable;
  startsAt: string;
}
