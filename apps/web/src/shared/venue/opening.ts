import { localAt, weekdayOf } from "@babyfoot/domain";
import type { Venue } from "./venues.ts";

export type Opening =
  | { open: true /** Time of day, `24:00` at the latest. */; until: string }
  | {
      open: false /** When it opens again today, if it does. */;
      from: string | null;
      reason: string | null;
    };

/** Whether a venue is open at an instant (milliseconds), by its own clock and its closures. */
export function openingAt(
  venue: Pick<Venue, "openingHours" | "closures" | "timeZone">,
  now: number,
): Opening {
  const closure = venue.closures.find(
    ({ from, to }) => Date.parse(from) <= now && now < Date.parse(to),
  );
  const [date = "", time = ""] = localAt(now, venue.timeZone).split("T");
  const spans = venue.openingHours[weekdayOf(date)];
  if (closure) return { open: false, from: null, reason: closure.reason };
  const current = spans.find(([from, to]) => from <= time && time < to);
  if (current) return { open: true, until: current[1] };
  const next = spans.find(([from]) => from > time);
  return { open: false, from: next?.[0] ?? null, reason: null };
}
