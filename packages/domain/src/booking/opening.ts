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

type DayHours = readonly (readonly [string, string])[];

/** A date whose hours are others than its weekday's; none: it stays closed. */
export interface OpeningException {
  /** `2026-12-24` */
  date: string;
  hours: DayHours;
}

/** When a venue is open; times of day (`08:00`, `24:00` ends a day) are those of its zone. */
export interface OpeningTimes {
  timeZone: string;
  openingHours: Readonly<Record<Weekday, DayHours>>;
  exceptions: readonly OpeningException[];
  closures: readonly Span[];
}

/** A closure as it is written down: of the whole venue, or of some tables only. */
interface PlannedClosure {
  from: string;
  to: string;
  tableIds?: readonly string[] | undefined;
}

interface PlannedTimes extends Omit<OpeningTimes, "closures"> {
  closures: readonly PlannedClosure[];
}

/** Whether a closure closes a table; without one, whether it closes the whole venue. */
export const closes = ({ tableIds }: PlannedClosure, tableId?: string): boolean =>
  tableIds === undefined || (tableId !== undefined && tableIds.includes(tableId));

/** When a table can be played at; without one, when the venue is open. */
export const openingTimesOf = (
  { timeZone, openingHours, exceptions, closures }: PlannedTimes,
  tableId?: string,
): OpeningTimes => ({
  timeZone,
  openingHours,
  exceptions,
  closures: closures
    .filter((closure) => closes(closure, tableId))
    .map(({ from, to }) => ({ from: Date.parse(from), to: Date.parse(to) })),
});

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

/** The hours of a date: its weekday's, or its own. */
export const hoursOn = (
  { openingHours, exceptions }: Pick<OpeningTimes, "openingHours" | "exceptions">,
  date: string,
): DayHours => exceptions.find((one) => one.date === date)?.hours ?? openingHours[weekdayOf(date)];

/** When a venue is open on the days from one to another, both included: in order, closures taken out. */
export function openSpans(
  times: OpeningTimes,
  { first, last }: { first: string; last: string },
): Span[] {
  const { timeZone, closures } = times;
  const spans: Span[] = [];
  for (let date = first; date <= last; date = dayAfter(date, 1))
    for (const [from, to] of hoursOn(times, date))
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
