import { z } from "zod";
import { idSchema, instantSchema, lineSchema } from "./primitives.ts";

/** A time of day of the venue; `24:00` ends a day. */
export const timeOfDaySchema = z.string().regex(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/);

const minutesOfDay = (time: string): number => {
  const [hours = 0, minutes = 0] = time.split(":").map(Number);
  return hours * 60 + minutes;
};

const spansSchema = z
  .array(z.tuple([timeOfDaySchema, timeOfDaySchema]))
  .max(6)
  .refine(
    (spans) =>
      spans.every(
        ([from, to], index) =>
          minutesOfDay(from) < minutesOfDay(to) &&
          (index === 0 || minutesOfDay(spans[index - 1]?.[1] ?? "24:00") <= minutesOfDay(from)),
      ),
    "spans must be in order and not overlap",
  );

export const openingHoursSchema = z.object({
  monday: spansSchema,
  tuesday: spansSchema,
  wednesday: spansSchema,
  thursday: spansSchema,
  friday: spansSchema,
  saturday: spansSchema,
  sunday: spansSchema,
});

/** Closes the venue, or only the tables it names. */
export const closureSchema = z
  .object({
    from: instantSchema,
    to: instantSchema,
    reason: lineSchema(120),
    tableIds: z.array(idSchema).min(1).max(50).optional(),
  })
  .refine((closure) => closure.from < closure.to, "a closure must end after it starts");
export type Closure = z.infer<typeof closureSchema>;

/** A day with other hours than its weekday's; none: it stays closed. */
export const openingExceptionSchema = z.object({
  date: z.iso.date(),
  hours: spansSchema,
  reason: lineSchema(120),
});
export type OpeningException = z.infer<typeof openingExceptionSchema>;

const MOST_EXCEPTIONS = 100;
const exceptionsSchema = z
  .array(openingExceptionSchema)
  .max(MOST_EXCEPTIONS)
  .refine(
    (days) => new Set(days.map(({ date }) => date)).size === days.length,
    "a date is there twice",
  );

export const policySchema = z.object({
  slotMinutes: z.int().min(5).max(60),
  maxReservationMinutes: z.int().min(5).max(480),
  maxDaysAhead: z.int().min(0).max(90),
  maxActiveReservations: z.int().min(0).max(20),
  maxMinutesPerDay: z.int().min(0).max(1440),
  checkInOpensMinutesBefore: z.int().min(0).max(60),
  noShowAfterMinutes: z.int().min(1).max(60),
  queueOfferSeconds: z.int().min(30).max(3600),
  noShowSuspension: z.object({
    strikes: z.int().min(1).max(20),
    withinDays: z.int().min(1).max(365),
    days: z.int().min(1).max(90),
  }),
  /** Whether a reservation is only claimed at its table, by card or its screen's code. */
  checkInAtTable: z.boolean(),
  /** Whether those who may not book after unclaimed reservations may still play where a table is free. */
  walkInWhileSuspended: z.boolean(),
  /** A match without a goal for this long is closed as abandoned. */
  abandonAfterMinutes: z.int().min(1).max(240),
  /** How long after a goal its players may undo it; staff always may. */
  undoSeconds: z.int().min(0).max(600),
});
export type Policy = z.infer<typeof policySchema>;

const ianaZoneSchema = z.string().max(64).refine(isTimeZone, "unknown time zone");

/** A place of the time zone database; offsets have no daylight saving, and their sign is read both ways. */
function isTimeZone(name: string): boolean {
  if (!/^[A-Z]/i.test(name)) return false;
  try {
    return Boolean(new Intl.DateTimeFormat("en", { timeZone: name }));
  } catch {
    return false;
  }
}

export const venueSchema = z.object({
  id: idSchema,
  name: z.string(),
  timeZone: z.string(),
  openingHours: openingHoursSchema,
  /** They replace the hours of their dates. */
  exceptions: z.array(openingExceptionSchema),
  closures: z.array(closureSchema),
  policy: policySchema,
  version: z.int(),
});
export type Venue = z.infer<typeof venueSchema>;

export const venueChangeSchema = z
  .object({
    name: lineSchema(60),
    timeZone: ianaZoneSchema,
    openingHours: openingHoursSchema,
    exceptions: exceptionsSchema,
    closures: z.array(closureSchema).max(200),
    policy: policySchema.partial(),
  })
  .partial();
export type VenueChange = z.infer<typeof venueChangeSchema>;

/** Cancels what is reserved for when it will be closed, and says why to those who had it. */
export const venuePatchSchema = venueChangeSchema.extend({
  cancelAffected: z.object({ reason: lineSchema(200) }).optional(),
});

/** Why a reservation that stands would no longer be made. The first two: nobody can play then. */
export const misfitSchema = z.enum([
  "closed",
  "outside_opening_hours",
  "too_long",
  "not_on_slot_boundary",
  "over_quota",
]);
export type Misfit = z.infer<typeof misfitSchema>;

const beforeAndAfter = z.object({ before: z.int(), after: z.int() });

/** What a change would do, before it is made. */
export const venuePreviewSchema = z.object({
  /** Whether anything would be other than it is. */
  changes: z.boolean(),
  /** Of all tables together, in a week without closures. */
  slotsPerWeek: beforeAndAfter,
  affected: z.object({
    total: z.int(),
    /** Those for when it will be closed: what `cancelAffected` cancels. */
    closedOut: z.int(),
    /** The soonest. */
    items: z.array(
      z.object({
        id: idSchema,
        tableCode: z.string(),
        startsAt: instantSchema,
        endsAt: instantSchema,
        /** Whose it is, or what the house holds it for. */
        displayName: z.string(),
        misfits: z.array(misfitSchema),
      }),
    ),
  }),
});
export type VenuePreview = z.infer<typeof venuePreviewSchema>;
