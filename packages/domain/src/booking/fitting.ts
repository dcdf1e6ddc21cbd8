import { dateAt, dayAfter } from "../time/zoned-time.ts";
import { isOpenDuring, type OpeningTimes, openSpans } from "./opening.ts";
import type { BookingRules } from "./rules.ts";
import { dayPlan, isSlotBoundary, MINUTE_MS } from "./slots.ts";
import { overlaps, type Span } from "./span.ts";

/** Why a reservation that stands would no longer be made by the rules of a venue. */
export type Misfit = "closed" | "outside_opening_hours" | "too_long" | "not_on_slot_boundary";

/** All that does not fit of a time: nobody plays in a closure, whatever the opening hours say. */
export function misfitsOf(rules: BookingRules, span: Span): Misfit[] {
  const { timeZone, slotMinutes } = rules;
  const step = slotMinutes * MINUTE_MS;
  const length = span.to - span.from;
  const misfits: Misfit[] = [];
  if (rules.closures.some((closure) => overlaps(closure, span))) misfits.push("closed");
  else if (!isOpenDuring(openAround(rules, span), span)) misfits.push("outside_opening_hours");
  if (length > rules.maxReservationMinutes * MINUTE_MS) misfits.push("too_long");
  if (!isSlotBoundary(span.from, timeZone, slotMinutes) || length % step !== 0)
    misfits.push("not_on_slot_boundary");
  return misfits;
}

function openAround(times: OpeningTimes, span: Span): Span[] {
  const first = dayAfter(dateAt(span.from, times.timeZone), -1);
  return openSpans(times, { first, last: dayAfter(dateAt(span.to, times.timeZone), 1) });
}

/**
 * Which of somebody's reservations ahead are more than they may have: the soonest come first, so that the last are too
 * many, of all or of their day.
 */
export function overQuota(rules: BookingRules, soonestFirst: readonly Span[]): boolean[] {
  const minutesOfDay = new Map<string, number>();
  return soonestFirst.map((span, index) => {
    const date = dateAt(span.from, rules.timeZone);
    const minutes = (minutesOfDay.get(date) ?? 0) + (span.to - span.from) / MINUTE_MS;
    minutesOfDay.set(date, minutes);
    return index >= rules.maxActiveReservations || minutes > rules.maxMinutesPerDay;
  });
}

/** A Monday; no clock of the world changes in its week. */
const SOME_MONDAY = "2026-01-05";
const DAYS = [0, 1, 2, 3, 4, 5, 6];

/** How many slots a table has in an ordinary week. */
export function slotsPerWeek(venue: OpeningTimes & { slotMinutes: number }): number {
  const ordinary = { ...venue, exceptions: [], closures: [] };
  return DAYS.map((days) => dayPlan(ordinary, dayAfter(SOME_MONDAY, days)))
    .map(({ open }) => open.filter(Boolean).length)
    .reduce((sum, count) => sum + count, 0);
}
