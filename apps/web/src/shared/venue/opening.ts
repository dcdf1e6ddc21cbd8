import type { Venue } from "./venues.ts";

export type Opening =
  | { open: true /** Time of day, `24:00` at the latest. */; until: string }
  | {
      open: false /** When it opens again today, if it does. */;
      from: string | null;
      reason: string | null;
    };

const WEEKDAYS = [
  "sunday",
  "monday",
  "tuesday",
  "wednesday",
  "thursday",
  "friday",
  "saturday",
] as const;
const SHORT_DAYS = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];

/** Whether a venue is open at an instant (milliseconds), by its own clock and its closures. */
export function openingAt(
  venue: Pick<Venue, "openingHours" | "closures" | "timeZone">,
  now: number,
): Opening {
  const closure = venue.closures.find(
    ({ from, to }) => Date.parse(from) <= now && now < Date.parse(to),
  );
  const { weekday, time } = localTime(venue.timeZone, now);
  const spans = venue.openingHours[weekday];
  if (closure) return { open: false, from: null, reason: closure.reason };
  const current = spans.find(([from, to]) => from <= time && time < to);
  if (current) return { open: true, until: current[1] };
  const next = spans.find(([from]) => from > time);
  return { open: false, from: next?.[0] ?? null, reason: null };
}

function localTime(timeZone: string, now: number) {
  const parts = new Intl.DateTimeFormat("en-US", {
    timeZone,
    weekday: "short",
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
  }).formatToParts(now);
  const part = (type: string) => parts.find((candidate) => candidate.type === type)?.value ?? "";
  const weekday = WEEKDAYS[SHORT_DAYS.indexOf(part("weekday"))] ?? "monday";
  return { weekday, time: `${part("hour")}:${part("minute")}` };
}
