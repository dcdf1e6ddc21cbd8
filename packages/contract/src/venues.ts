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

export const closureSchema = z
  .object({ from: instantSchema, to: instantSchema, reason: lineSchema(120) })
  .refine((closure) => closure.from < closure.to, "a closure must end after it starts");

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
  closures: z.array(closureSchema),
  policy: policySchema,
  version: z.int(),
});
export type Venue = z.infer<typeof venueSchema>;

export const venuePatchSchema = z
  .object({
    name: lineSchema(60),
    timeZone: ianaZoneSchema,
    openingHours: openingHoursSchema,
    closures: z.array(closureSchema).max(200),
    policy: policySchema.partial(),
  })
  .partial();
