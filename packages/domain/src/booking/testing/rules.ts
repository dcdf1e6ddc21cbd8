import type { BookingRules } from "../rules.ts";
import type { Span } from "../span.ts";

const MINUTE = 60_000;

export type Hours = readonly (readonly [string, string])[];

/** The same hours on every day of the week. */
export const everyDay = (hours: Hours) => ({
  monday: hours,
  tuesday: hours,
  wednesday: hours,
  thursday: hours,
  friday: hours,
  saturday: hours,
  sunday: hours,
});

/** The rules of the house, in a venue that is open from eight to eight. */
export const RULES: BookingRules = {
  timeZone: "Europe/Paris",
  openingHours: everyDay([["08:00", "20:00"]]),
  exceptions: [],
  closures: [],
  slotMinutes: 15,
  maxReservationMinutes: 60,
  maxDaysAhead: 7,
  maxActiveReservations: 2,
  maxMinutesPerDay: 60,
};

export const utc = (text: string): number => Date.parse(text);

/** So many minutes from an instant. */
export const span = (from: string, minutes: number): Span => ({
  from: utc(from),
  to: utc(from) + minutes * MINUTE,
});
