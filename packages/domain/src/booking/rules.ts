import { dateAt, dayAfter } from "../time/zoned-time.ts";
import { isOpenDuring, type OpeningTimes, openSpans } from "./opening.ts";
import { isSlotBoundary, MINUTE_MS } from "./slots.ts";
import type { Span } from "./span.ts";

/** What a venue allows. */
export interface BookingRules extends OpeningTimes {
  slotMinutes: number;
  maxReservationMinutes: number;
  maxDaysAhead: number;
  maxActiveReservations: number;
  maxMinutesPerDay: number;
}

export type TimeRefusal =
  | "in_the_past"
  | "not_on_slot_boundary"
  | "too_long"
  | "too_far_ahead"
  | "outside_opening_hours";

/** Why a time cannot be reserved whoever asks, or null. A slot that has begun may be taken until it ends. */
export function refuseTime(rules: BookingRules, span: Span, now: number): TimeRefusal | null {
  const { timeZone, slotMinutes } = rules;
  const step = slotMinutes * MINUTE_MS;
  if (span.from + step <= now) return "in_the_past";
  const onSlots = isSlotBoundary(span.from, timeZone, slotMinutes);
  if (!onSlots || (span.to - span.from) % step !== 0) return "not_on_slot_boundary";
  if (span.to - span.from > rules.maxReservationMinutes * MINUTE_MS) return "too_long";
  const date = dateAt(span.from, timeZone);
  if (date > dayAfter(dateAt(now, timeZone), rules.maxDaysAhead)) return "too_far_ahead";
  const open = openSpans(rules, { first: dayAfter(date, -1), last: dayAfter(date, 1) });
  return isOpenDuring(open, span) ? null : "outside_opening_hours";
}

export type QuotaRefusal = "too_many_reservations" | "daily_limit";

/**
 * Why somebody may not have so much, or null. `sameDay`: all that counts of the venue's day on which the span begins,
 * what was played already included; `upcoming`: what is not over yet.
 */
export function refuseQuota(
  rules: BookingRules,
  span: Span,
  { upcoming, minutesSameDay }: { upcoming: number; minutesSameDay: number },
): QuotaRefusal | null {
  if (upcoming >= rules.maxActiveReservations) return "too_many_reservations";
  const minutes = (span.to - span.from) / MINUTE_MS;
  return minutesSameDay + minutes > rules.maxMinutesPerDay ? "daily_limit" : null;
}
