import { z } from "zod";
import { idSchema, instantSchema, lineSchema, listQuerySchema } from "./primitives.ts";

/** The years in which something can be planned; beyond, calendars count otherwise. */
const isPlannable = (text: string): boolean => /^20\d\d-/.test(text);
const PLANNABLE = "must be in this century";

/** A calendar day of the venue, e.g. `2026-03-29`. */
export const dateSchema = z.iso.date().refine(isPlannable, PLANNABLE);

const startSchema = instantSchema.refine(isPlannable, PLANNABLE);

/**
 * `offered` waits for whoever it was offered to, `booked` for its check-in; `checked_in` is in use or coming, `ended` is
 * over, `no_show` was not claimed in time, `missed` not taken in time, `cancelled` was given back.
 */
export const reservationStatusSchema = z.enum([
  "offered",
  "booked",
  "checked_in",
  "ended",
  "no_show",
  "missed",
  "cancelled",
]);
export type ReservationStatus = z.infer<typeof reservationStatusSchema>;

/** Booked ahead, offered to whoever waited, taken at the table because it was free, or held by the house. */
export const reservationOriginSchema = z.enum(["booking", "queue", "walk_up", "house"]);

/** What somebody invited has answered. */
export const invitationAnswerSchema = z.enum(["invited", "accepted", "declined"]);

export const reservationSchema = z.object({
  id: idSchema,
  tableId: idSchema,
  tableCode: z.string(),
  tableName: z.string(),
  venueId: idSchema,
  startsAt: instantSchema,
  endsAt: instantSchema,
  durationMinutes: z.int(),
  status: reservationStatusSchema,
  origin: reservationOriginSchema,
  owner: z.object({ id: idSchema, displayName: z.string() }),
  guests: z.array(
    z.object({ id: idSchema, displayName: z.string(), answer: invitationAnswerSchema }),
  ),
  /** Check-in is possible from here, and until `checkInBy`; unclaimed by then, the table is free. */
  checkInFrom: instantSchema,
  checkInBy: instantSchema,
  checkedInAt: instantSchema.nullable(),
  /** What the house holds it for, shown in place of a person; null for everybody else's. */
  label: z.string().nullable(),
  /** The weekly series it belongs to. */
  seriesId: idSchema.nullable(),
  createdAt: instantSchema,
  /** Who moved or cancelled it last, where that was not its owner. */
  changedBy: z.string().nullable(),
  changedAt: instantSchema,
  /** Why staff moved or cancelled it. */
  reason: z.string().nullable(),
  version: z.int(),
});
export type Reservation = z.infer<typeof reservationSchema>;

const durationSchema = z.int().min(5).max(480);

export const reservationCreateSchema = z.object({
  tableId: idSchema,
  startsAt: startSchema,
  durationMinutes: durationSchema,
  /** Those invited to play too. */
  playerIds: z.array(idSchema).max(3).optional(),
});
export type ReservationCreate = z.infer<typeof reservationCreateSchema>;

const MOST_IN_A_SERIES = 318;

/** The same time of the venue's week for the house, so many weeks, the first included. */
export const weeklySchema = z
  .object({
    tableIds: z.array(idSchema).min(1).max(12),
    startsAt: startSchema,
    durationMinutes: durationSchema,
    weeks: z.int().min(1).max(53),
    /** What for: shown to everybody in place of a name. */
    label: lineSchema(60),
    /** Only says what would be booked. */
    dryRun: z.boolean().default(false),
  })
  .refine(({ tableIds }) => new Set(tableIds).size === tableIds.length, "a table is there twice")
  .refine(
    ({ tableIds, weeks }) => tableIds.length * weeks <= MOST_IN_A_SERIES,
    "so many tables for so many weeks are too much at once",
  );
export type Weekly = z.infer<typeof weeklySchema>;

export const weeklyAnswerSchema = z.object({
  /** Null for a dry run, and where nothing was free. */
  seriesId: idSchema.nullable(),
  items: z.array(
    z.object({
      tableId: idSchema,
      startsAt: instantSchema,
      /** `free` in a dry run, `booked`, or the code of why not. */
      outcome: z.string(),
      reservationId: idSchema.nullable(),
      /** The nearest free times where it is taken. */
      alternatives: z.array(instantSchema),
    }),
  ),
});
export type WeeklyAnswer = z.infer<typeof weeklyAnswerSchema>;

/** What is still ahead of a weekly series. */
export const seriesSchema = z.object({
  id: idSchema,
  label: z.string(),
  venueId: idSchema,
  tableCodes: z.array(z.string()),
  nextStartsAt: instantSchema,
  lastStartsAt: instantSchema,
  durationMinutes: z.int(),
  /** How many reservations are ahead. */
  count: z.int(),
});
export type Series = z.infer<typeof seriesSchema>;

export const seriesListQuerySchema = listQuerySchema.extend({ venueId: idSchema.optional() });

export const seriesCancelledSchema = z.object({ cancelled: z.int() });

export const reservationPatchSchema = z
  .object({
    tableId: idSchema,
    startsAt: startSchema,
    durationMinutes: durationSchema,
    reason: lineSchema(200),
  })
  .partial();

export const cancellationQuerySchema = z.object({ reason: lineSchema(200).optional() });
export const reasonQuerySchema = z.object({ reason: lineSchema(200) });

export const reservationListQuerySchema = listQuerySchema.extend({
  mine: z.enum(["true", "false"]).optional(),
  tableId: idSchema.optional(),
  venueId: idSchema.optional(),
  from: instantSchema.optional(),
  to: instantSchema.optional(),
  status: reservationStatusSchema.optional(),
});

export const invitationAnswerBodySchema = z.object({ answer: z.enum(["accepted", "declined"]) });

export const slotStatusSchema = z.enum(["free", "reserved", "mine", "closed", "past"]);
export type SlotStatus = z.infer<typeof slotStatusSchema>;

export const slotSchema = z.object({
  startsAt: instantSchema,
  endsAt: instantSchema,
  status: slotStatusSchema,
});
export type Slot = z.infer<typeof slotSchema>;

/** A table's day; days on which clocks change have fewer or more slots. */
export const scheduleSchema = z.object({
  date: dateSchema,
  timeZone: z.string(),
  items: z.array(slotSchema),
});
export type Schedule = z.infer<typeof scheduleSchema>;

/** The same of all tables of a venue, whose slots are those of all. */
export const venueScheduleSchema = z.object({
  date: dateSchema,
  timeZone: z.string(),
  slots: z.array(slotSchema.omit({ status: true })),
  tables: z.array(
    z.object({
      id: idSchema,
      code: z.string(),
      name: z.string(),
      /** Whether it can be booked at all: not retired and in order. */
      available: z.boolean(),
      /** One a slot. */
      statuses: z.array(slotStatusSchema),
    }),
  ),
});
export type VenueSchedule = z.infer<typeof venueScheduleSchema>;

/** Left out, it is today. */
export const scheduleQuerySchema = z.object({ date: dateSchema.optional() });

/** How far a player may still book in a venue, and until when not at all. */
export const bookingStandingSchema = z.object({
  strikes: z.int(),
  suspendedUntil: instantSchema.nullable(),
});
export type BookingStanding = z.infer<typeof bookingStandingSchema>;

export const pardonSchema = z.object({ playerId: idSchema });

const playerNameSchema = z.object({ id: idSchema, displayName: z.string() });

/** Somebody with reservations left unclaimed that still count. */
export const standingSchema = bookingStandingSchema.extend({
  player: playerNameSchema,
  lastNoShowAt: instantSchema,
});
export type Standing = z.infer<typeof standingSchema>;

export const pardonGivenSchema = z.object({
  player: playerNameSchema,
  givenBy: playerNameSchema,
  at: instantSchema,
});
export type PardonGiven = z.infer<typeof pardonGivenSchema>;
