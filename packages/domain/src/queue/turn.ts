import { type OpeningTimes, openSpans } from "../booking/opening.ts";
import { MINUTE_MS, slotsOf } from "../booking/slots.ts";
import { dateAt, dayAfter } from "../time/zoned-time.ts";

/** A turn is at least so long: a match takes it. */
const SHORTEST_MINUTES = 10;

export const wholeMinute = (instant: number): number => Math.floor(instant / MINUTE_MS) * MINUTE_MS;

interface TurnRules extends OpeningTimes {
  slotMinutes: number;
  maxReservationMinutes: number;
}

/** A turn shorter than this (milliseconds) is not worth a walk to the table. */
export const shortestTurnMs = ({
  maxReservationMinutes,
}: Pick<TurnRules, "maxReservationMinutes">): number =>
  Math.min(SHORTEST_MINUTES, maxReservationMinutes) * MINUTE_MS;

/**
 * Until when (milliseconds) somebody who gets a free table now may have it: to the end of the slot under way, or of the
 * next when little is left of it, but not beyond closing time nor what is reserved from `heldFrom` on. Null when that
 * is too short.
 */
export function turnUntil(
  rules: TurnRules,
  { now, heldFrom }: { now: number; heldFrom: number | null },
): number | null {
  const date = dateAt(now, rules.timeZone);
  const open = openSpans(rules, { first: dayAfter(date, -1), last: dayAfter(date, 1) }).find(
    (span) => span.from <= now && now < span.to,
  );
  if (open === undefined) return null;
  const shortest = shortestTurnMs(rules);
  // Turns are counted in whole minutes, from the one under way.
  const from = wholeMinute(now);
  const days = [date, dayAfter(date, 1)];
  const slot = days
    .flatMap((day) => slotsOf(day, rules.timeZone, rules.slotMinutes))
    .find(({ to }) => to - from >= shortest);
  const until = Math.min(
    slot?.to ?? open.to,
    open.to,
    heldFrom ?? Number.POSITIVE_INFINITY,
    from + rules.maxReservationMinutes * MINUTE_MS,
  );
  return until - from >= shortest ? wholeMinute(until) : null;
}
