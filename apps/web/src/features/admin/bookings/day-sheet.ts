import type { Reservation, Venue } from "@babyfoot/contract";
import {
  closes,
  dayAfter,
  instantAt,
  openingTimesOf,
  openSpans,
  type Span,
} from "@babyfoot/domain";

const HOUR_MS = 3_600_000;

/** A stretch of a row, in shares of its width. */
export interface Stretch {
  from: number;
  to: number;
}

export interface ClosedStretch extends Stretch {
  /** Where somebody has said why. */
  reason: string | null;
}

/** The hours of a day that are shown, in milliseconds. */
export interface Window extends Span {
  hours: number[];
}

/** A day of a venue from its midnight to its next, in milliseconds. */
export const dayOf = (date: string, timeZone: string): Span => ({
  from: instantAt({ date, minutes: 0 }, timeZone),
  to: instantAt({ date: dayAfter(date, 1), minutes: 0 }, timeZone),
});

type Times = Pick<Venue, "timeZone" | "openingHours" | "exceptions" | "closures">;

/** From the first hour at which the venue is open or something is reserved to the last; null where there is none. */
export function windowOf(
  venue: Times,
  date: string,
  bookings: readonly Pick<Reservation, "startsAt" | "endsAt">[],
): Window | null {
  const day = dayOf(date, venue.timeZone);
  const open = openSpans(openingTimesOf(venue), { first: date, last: date });
  const spans = [
    ...open,
    ...bookings.map(({ startsAt, endsAt }) => ({
      from: Math.max(day.from, Date.parse(startsAt)),
      to: Math.min(day.to, Date.parse(endsAt)),
    })),
  ];
  if (spans.length === 0) return null;
  const first = Math.min(...spans.map(({ from }) => from));
  const last = Math.max(...spans.map(({ to }) => to));
  const from = day.from + Math.floor((first - day.from) / HOUR_MS) * HOUR_MS;
  const count = Math.ceil((last - from) / HOUR_MS);
  const hours = Array.from({ length: count }, (_, index) => from + index * HOUR_MS);
  return { from, to: from + count * HOUR_MS, hours };
}

export const shareOf = (window: Span, span: Span): Stretch => {
  const length = window.to - window.from;
  const share = (at: number) => Math.min(1, Math.max(0, (at - window.from) / length));
  return { from: share(span.from), to: share(span.to) };
};

/** When a table cannot be played at within the hours shown. */
export function closedStretches(
  venue: Times,
  { date, tableId, window }: { date: string; tableId: string; window: Window },
): ClosedStretch[] {
  const days = { first: dayAfter(date, -1), last: dayAfter(date, 1) };
  const open = openSpans(openingTimesOf(venue, tableId), days);
  const edges = [window.from, ...open.flatMap(({ from, to }) => [from, to]), window.to];
  return edges.flatMap((from, index) => {
    const to = edges[index + 1];
    // Between two edges it is open, then closed, then open.
    if (index % 2 === 1 || to === undefined || to <= window.from || from >= window.to) return [];
    if (to <= from) return [];
    const span = { from: Math.max(from, window.from), to: Math.min(to, window.to) };
    return [{ ...shareOf(window, span), reason: reasonOf(venue, { ...span, date, tableId }) }];
  });
}

function reasonOf(
  venue: Times,
  { from, to, date, tableId }: Span & { date: string; tableId: string },
): string | null {
  const closure = venue.closures.find(
    (one) => closes(one, tableId) && Date.parse(one.from) < to && from < Date.parse(one.to),
  );
  const otherDay = venue.exceptions.find((one) => one.date === date);
  return closure?.reason ?? otherDay?.reason ?? null;
}

/** Whether it holds its table, or has; else it stands aside for what may have come in its place. */
export const isHeld = ({ status }: Pick<Reservation, "status">): boolean =>
  status === "booked" || status === "checked_in" || status === "ended";

/** Whether it can still be moved or given back. */
export const isOn = ({ status }: Pick<Reservation, "status">): boolean =>
  status === "booked" || status === "checked_in";

/** Whose it is, or what the house holds it for. */
export const nameOf = ({ label, owner }: Pick<Reservation, "label" | "owner">): string =>
  label ?? owner.displayName;
