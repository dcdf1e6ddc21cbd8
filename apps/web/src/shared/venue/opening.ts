import { closes, hoursOn, localAt } from "@babyfoot/domain";
import type { Venue } from "./venues.ts";

export type Opening =
  | { open: true /** Time of day, `24:00` at the latest. */; until: string }
  | {
      open: false /** When it opens again today, if it does. */;
      from: string | null;
      reason: string | null;
    };

/** Whether a venue is open at an instant (milliseconds), by its own clock, its closures and days of other hours. */
export function openingAt(
  venue: Pick<Venue, "openingHours" | "exceptions" | "closures" | "timeZone">,
  now: number,
): Opening {
  const closure = venue.closures.find(
    (one) => closes(one) && Date.parse(one.from) <= now && now < Date.parse(one.to),
  );
  if (closure) return { open: false, from: null, reason: closure.reason };
  const [date = "", time = ""] = localAt(now, venue.timeZone).split("T");
  const spans = hoursOn(venue, date);
  const current = spans.find(([from, to]) => from <= time && time < to);
  if (current) return { open: true, until: current[1] };
  const next = spans.find(([from]) => from > time);
  if (next) return { open: false, from: next[0], reason: null };
  const otherDay = venue.exceptions.find((one) => one.date === date);
  // Once the day's own hours are over, it is closed as on any evening.
  const isClosedAllDay = otherDay?.hours.length === 0;
  return { open: false, from: null, reason: isClosedAllDay ? otherDay.reason : null };
}
