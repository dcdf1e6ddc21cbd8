import type { Policy, Venue } from "@babyfoot/contract";

/** The rules of the house where a venue has not set its own. */
export const DEFAULT_POLICY: Policy = {
  slotMinutes: 15,
  maxReservationMinutes: 60,
  maxDaysAhead: 7,
  maxActiveReservations: 2,
  maxMinutesPerDay: 60,
  checkInOpensMinutesBefore: 5,
  noShowAfterMinutes: 5,
  queueOfferSeconds: 180,
  noShowSuspension: { strikes: 3, withinDays: 30, days: 7 },
  checkInAtTable: false,
  walkInWhileSuspended: true,
  abandonAfterMinutes: 15,
  undoSeconds: 30,
};

const WORKDAY: Venue["openingHours"]["monday"] = [["08:00", "20:00"]];

export const DEFAULT_OPENING_HOURS: Venue["openingHours"] = {
  monday: WORKDAY,
  tuesday: WORKDAY,
  wednesday: WORKDAY,
  thursday: WORKDAY,
  friday: WORKDAY,
  saturday: [["10:00", "18:00"]],
  sunday: [],
};
