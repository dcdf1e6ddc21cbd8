import type { Venue } from "@babyfoot/contract";
import type { BookingRules, Span } from "@babyfoot/domain";
import { hasRole, type Person } from "../../platform/http/access.ts";
import type { ReservationRow } from "./reservations.view.ts";

export const MINUTE_MS = 60_000;

/** A venue's settings as the rules of booking take them. */
export const rulesOf = ({ timeZone, openingHours, closures, policy }: Venue): BookingRules => ({
  timeZone,
  openingHours,
  closures: closures.map(({ from, to }) => ({ from: Date.parse(from), to: Date.parse(to) })),
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

/** Whether it has neither ended nor been given back. */
export const isOn = (row: ReservationRow): boolean =>
  row.status === "booked" || row.status === "checked_in";
