import type { Venue } from "@babyfoot/contract";
import { type BookingRules, openingTimesOf, type Span } from "@babyfoot/domain";
import { hasRole, type Person } from "../../platform/http/access.ts";
import type { ReservationRow } from "./reservations.view.ts";

export const MINUTE_MS = 60_000;

/** How far and how long may be reserved, where that is not as the venue's players may. */
export type Bounds = Partial<Pick<BookingRules, "maxDaysAhead" | "maxReservationMinutes">>;

/** The house plans its courses and evenings further ahead, and longer. */
export const HOUSE_BOUNDS: Bounds = { maxDaysAhead: 400, maxReservationMinutes: 480 };

/** The bounds of what stands already, by whose it is. */
export const boundsOf = ({ origin }: Pick<ReservationRow, "origin">): Bounds =>
  origin === "house" ? HOUSE_BOUNDS : {};

/** A venue's settings as the rules of booking take them; a table may be closed when the venue is not. */
export const rulesOf = (venue: Venue, tableId?: string): BookingRules => ({
  ...openingTimesOf(venue, tableId),
  ...bookingLimits(venue),
});

const bookingLimits = ({ policy }: Venue) => ({
  slotMinutes: policy.slotMinutes,
  maxReservationMinutes: policy.maxReservationMinutes,
  maxDaysAhead: policy.maxDaysAhead,
  maxActiveReservations: policy.maxActiveReservations,
  maxMinutesPerDay: policy.maxMinutesPerDay,
});

export const spanOf = (startsAt: string, durationMinutes: number): Span => {
  const from = Date.parse(startsAt);
  return { from, to: from + durationMinutes * MINUTE_MS };
};

/** Whether somebody may see a reservation whole: its players and staff. */
export const concerns = (row: ReservationRow, person: Person): boolean =>
  row.owner_id === person.id ||
  row.guests.some((guest) => guest.id === person.id) ||
  hasRole(person, "staff");

/** Whether somebody may change or cancel it. */
export const mayChange = (row: ReservationRow, person: Person): boolean =>
  row.owner_id === person.id || hasRole(person, "staff");

/** Whether a reservation is somebody else's than who changes it. */
export const isAnothers = (row: ReservationRow, person: Person): boolean =>
  row.owner_id !== person.id;

/** Whether it has neither ended nor been given back. */
export const isOn = (row: ReservationRow): boolean =>
  row.status === "booked" || row.status === "checked_in";
