import { z } from "zod";
import { idSchema, instantSchema, listQuerySchema } from "./primitives.ts";
import { closureSchema, openingExceptionSchema } from "./venues.ts";

/** What staff and administrators do that others may ask about later. */
export const AUDIT_ACTIONS = [
  "reservation.changed",
  "reservation.cancelled",
  "series.booked",
  "series.cancelled",
  "player.pardoned",
  "venue.changed",
  "table.created",
  "table.changed",
  "table.retired",
  "table.removed",
  "fault.changed",
  "fault.resolved",
  "device.created",
  "device.changed",
  "device.token_changed",
  "device.revoked",
  "role.changed",
  "analyst_token.created",
  "analyst_token.revoked",
  "import.begun",
  "import.confirmed",
  "import.cancelled",
  "import.reverted",
  "alert.silenced",
  "alert.silence_ended",
] as const;

export const auditActionSchema = z.enum(AUDIT_ACTIONS);
export type AuditAction = z.infer<typeof auditActionSchema>;

const valueSchema = z.union([z.string(), z.number(), z.boolean(), z.null()]);

/** One thing that was other before. */
export const auditChangeSchema = z.object({
  field: z.string(),
  before: valueSchema,
  after: valueSchema,
});
export type AuditChange = z.infer<typeof auditChangeSchema>;

/** What happened, without names of people and without secrets. */
export const auditDetailsSchema = z
  .object({
    tableCode: z.string(),
    /** Of a table, a device, a token or a file. */
    name: z.string(),
    /** What the house holds a reservation for. */
    label: z.string(),
    startsAt: instantSchema,
    /** How many reservations. */
    count: z.int(),
    reason: z.string(),
    changes: z.array(auditChangeSchema),
    closuresAdded: z.array(closureSchema),
    closuresRemoved: z.array(closureSchema),
    exceptionsAdded: z.array(openingExceptionSchema),
    exceptionsRemoved: z.array(openingExceptionSchema),
  })
  .partial();
export type AuditDetails = z.infer<typeof auditDetailsSchema>;

const nameSchema = z.object({ id: idSchema, displayName: z.string() });

export const auditEntrySchema = z.object({
  id: idSchema,
  at: instantSchema,
  actor: nameSchema,
  action: auditActionSchema,
  subjectType: z.string(),
  subjectId: idSchema,
  venueId: idSchema.nullable(),
  /** The person it was about, by the name they have now. */
  player: nameSchema.nullable(),
  details: auditDetailsSchema,
});
export type AuditEntry = z.infer<typeof auditEntrySchema>;

export const auditQuerySchema = listQuerySchema.extend({
  venueId: idSchema.optional(),
  actorId: idSchema.optional(),
  action: auditActionSchema.optional(),
  subjectId: idSchema.optional(),
  from: instantSchema.optional(),
  to: instantSchema.optional(),
});
