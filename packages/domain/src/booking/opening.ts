import { dayAfter, instantAt } from "../time/zoned-time.ts";
import { contains, merged, type Span, without } from "./span.ts";

export const WEEKDAYS = [
  "sunday",
  "monday",
  "tuesday",
  "wednesday",
  "thursday",
  "friday",
  "saturday",
] as const;
export type Weekday = (typeof WEEKDAYS)[number];

/** When a venue is open; times of day (`08:00`, `24:00` ends a day) are those of its zone. */
export interface OpeningTimes {
  timeZone: string;
  openingHours: Readonly<Record<Weekday, readonly (readonly [string, string])[]>>;
  closures: readonly Span[];
}

/** The minutes of a day before a time of day. */
export function minutesOf(time: string): number {
  const [hours = 0, minutes = 0] = time.split(":").map(Number);
  return hours * 60 + minutes;
}

/** The day of the week of a date. */
export const weekdayOf = (date: string): Weekday =>
  WEEKDAYS[new Date(`${date}T00:00Z`).getUTCDay()] ?? "sunday";

/** A day of a zone, from midnight to midnight: 23, 24 or 25 hours. */
export const dayOf = (date: string, timeZone: string): Span => ({
  from: instantAt({ date, minutes: 0 }, timeZone),
  to: instantAt({ date: dayAfter(date, 1), minutes: 0 }, timeZone),
});

/** When a venue is open on the days from one to another, both included: in order, closures taken out. */
export function openSpans(
  { timeZone, openingHours, closures }: OpeningTimes,
  { first, last }: { first: string; last: string },
): Span[] {
  const spans: Span[] = [];
  for (let date = first; date <= last; date = dayAfter(date, 1))
    for (const [from, to] of openingHours[weekdayOf(date)])
      spans.push({
        from: instantAt({ date, minutes: minutesOf(from) }, timeZone),
        // An hour that comes twice before closing time belongs to the opening hours both times.
        to: instantAt({ date, minutes: minutesOf(to) }, timeZone, "second"),
      });
  return merged(spans).flatMap((span) => without(span, closures));
}

/** Whether a venue is open during all of a span. */
export const isOpenDuring = (open: readonly Span[], span: Span): boolean =>
  open.some((one) => contains(one, span));
