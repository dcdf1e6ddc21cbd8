import { closes, dateAt, dayAfter, instantAt, openingTimesOf, openSpans } from "@babyfoot/domain";
import type { Venue } from "../../../shared/venue/venues.ts";

export interface Day {
  /** `2026-11-23` */
  date: string;
  /** An instant in the middle of it, to be written out. */
  noon: string;
  isToday: boolean;
  /** The venue opens at some time of the day. */
  hasHours: boolean;
  /** It is open, or will be. */
  open: boolean;
}

/** What of a venue decides on its days. */
type BookingVenue = Pick<Venue, "timeZone" | "openingHours" | "exceptions" | "closures"> & {
  policy: Pick<Venue["policy"], "maxDaysAhead">;
};

const NOON_MINUTES = 720;

/** The days that a venue lets people book, today first; `now` in milliseconds. */
export function bookableDays(venue: BookingVenue, now: number): Day[] {
  const today = dateAt(now, venue.timeZone);
  const times = openingTimesOf(venue);
  return Array.from({ length: venue.policy.maxDaysAhead + 1 }, (_, ahead) => {
    const date = dayAfter(today, ahead);
    const noon = new Date(instantAt({ date, minutes: NOON_MINUTES }, venue.timeZone)).toISOString();
    const spans = openSpans(times, { first: date, last: date });
    const open = spans.some(({ to }) => to > now);
    return { date, noon, isToday: ahead === 0, hasHours: spans.length > 0, open };
  });
}

/** The day asked for; else the first on which somebody can play. */
export function chosenDay(days: readonly Day[], date: string | undefined): Day | undefined {
  return days.find((day) => day.date === date) ?? days.find((day) => day.open) ?? days[0];
}

/** Why a venue is closed in the middle of a day, where it has said so. */
export function closureReason(
  venue: Pick<Venue, "closures" | "exceptions">,
  { noon, date }: Day,
): string | null {
  const closure = venue.closures.find((one) => closes(one) && one.from <= noon && noon < one.to);
  const closedDay = venue.exceptions.find((one) => one.date === date && one.hours.length === 0);
  return closure?.reason ?? closedDay?.reason ?? null;
}
