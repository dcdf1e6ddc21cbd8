import { dateAt, dayAfter } from "../time/zoned-time.ts";
import { dayOf, isOpenDuring, type OpeningTimes, openSpans } from "./opening.ts";
import { overlaps, type Span } from "./span.ts";

export const MINUTE_MS = 60_000;

/**
 * The slots of a day of a zone, counted from its midnight: a day of 23 hours has 92 of a quarter of an hour, one of 25
 * hours 100. What does not fill a slot at the day's end is left out.
 */
export function slotsOf(date: string, timeZone: string, slotMinutes: number): Span[] {
  const day = dayOf(date, timeZone);
  const step = slotMinutes * MINUTE_MS;
  const count = Math.floor((day.to - day.from) / step);
  return Array.from({ length: count }, (_, index) => ({
    from: day.from + index * step,
    to: day.from + (index + 1) * step,
  }));
}

/** Whether an instant begins a slot, or ends one. */
export function isSlotBoundary(instant: number, timeZone: string, slotMinutes: number): boolean {
  const day = dayOf(dateAt(instant, timeZone), timeZone);
  return (instant - day.from) % (slotMinutes * MINUTE_MS) === 0;
}

export type SlotState = "free" | "reserved" | "mine" | "closed" | "past";

/** A stretch in which a table is spoken for. */
export interface Held extends Span {
  mine: boolean;
}

/** A day of a venue, the same for all its tables. */
export interface DayPlan {
  slots: readonly Span[];
  /** Whether the venue is open in each. */
  open: readonly boolean[];
}

export function dayPlan(venue: OpeningTimes & { slotMinutes: number }, date: string): DayPlan {
  const open = openSpans(venue, { first: dayAfter(date, -1), last: dayAfter(date, 1) });
  const slots = slotsOf(date, venue.timeZone, venue.slotMinutes);
  return { slots, open: slots.map((slot) => isOpenDuring(open, slot)) };
}

/** How each slot of a table's day stands. A slot that has begun can still be had until it ends. */
export function slotStates(
  { slots, open }: DayPlan,
  { held, now }: { held: readonly Held[]; now: number },
): SlotState[] {
  const states = slots.map((slot, index): SlotState => {
    if (slot.to <= now) return "past";
    return open[index] === true ? "free" : "closed";
  });
  for (const one of held) {
    // What was held before now stands in nobody's way any more.
    const left = { from: Math.max(one.from, now), to: one.to };
    for (const index of touched(slots, left))
      if (states[index] !== "past" && states[index] !== "mine")
        states[index] = one.mine ? "mine" : "reserved";
  }
  return states;
}

/** The slots that a span overlaps; they follow each other and are equally long. */
function* touched(slots: readonly Span[], span: Span): Iterable<number> {
  const [first] = slots;
  if (first === undefined || span.from >= span.to) return;
  const step = first.to - first.from;
  const from = Math.max(0, Math.floor((span.from - first.from) / step));
  const to = Math.min(slots.length, Math.ceil((span.to - first.from) / step));
  for (let index = from; index < to; index += 1) yield index;
}

const MOST_NAMED = 3;

/**
 * The starts (milliseconds) nearest to one wished for at which a table is free for so long: at most three, the
 * nearest first, of two as near the later one first.
 */
export function nearestFree(
  venue: OpeningTimes & { slotMinutes: number; maxDaysAhead: number },
  {
    wished,
    durationMinutes,
    held,
    now,
  }: { wished: number; durationMinutes: number; held: readonly Span[]; now: number },
): number[] {
  const { timeZone, slotMinutes } = venue;
  const day = dateAt(wished, timeZone);
  const [first, last] = [dayAfter(day, -1), dayAfter(day, 1)];
  const horizon = dayOf(dayAfter(dateAt(now, timeZone), venue.maxDaysAhead), timeZone).to;
  const open = openSpans(venue, { first: dayAfter(first, -1), last: dayAfter(last, 1) });
  const free = (span: Span) =>
    span.from > now &&
    span.from < horizon &&
    !held.some((one) => overlaps(one, span)) &&
    isOpenDuring(open, span);
  return [first, day, last]
    .flatMap((date) => slotsOf(date, timeZone, slotMinutes))
    .map(({ from }) => ({ from, to: from + durationMinutes * MINUTE_MS }))
    .filter(free)
    .map(({ from }) => from)
    .sort((a, b) => Math.abs(a - wished) - Math.abs(b - wished) || b - a)
    .slice(0, MOST_NAMED);
}
