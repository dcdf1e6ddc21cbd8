import { z } from "zod";
import { seatSchema } from "./cards.ts";
import { matchSchema } from "./matches.ts";
import { idSchema, instantSchema, lineSchema, listQuerySchema } from "./primitives.ts";

export const tableStatusSchema = z.enum([
  "free",
  "reserved",
  "playing",
  "maintenance",
  "offline",
  "retired",
]);
export type TableStatus = z.infer<typeof tableStatusSchema>;

/** How the table's sensors are: `none` has no device, `catching_up` waits for events still missing. */
export const sensorStateSchema = z.enum(["none", "ok", "catching_up", "offline"]);

export const faultKindSchema = z.enum(["broken_rod", "lost_ball", "sensor", "other"]);
export type FaultKind = z.infer<typeof faultKindSchema>;

export const tableSchema = z.object({
  id: idSchema,
  code: z.string(),
  name: z.string(),
  venueId: idSchema,
  location: z.string().nullable(),
  condition: z.string().nullable(),
  status: tableStatusSchema,
  sensor: sensorStateSchema,
  currentMatch: matchSchema.nullable(),
  nextReservation: z
    .object({ startsAt: instantSchema, endsAt: instantSchema, displayName: z.string().nullable() })
    .nullable(),
  /** Who has tapped in for the turn under way, in order. */
  seats: z.array(seatSchema),
  waiting: z.int(),
  openFaults: z.array(z.object({ kind: faultKindSchema, blocking: z.boolean() })),
  /** Two goals of one side nearer than this are one: the sensor bounced. */
  bounceMs: z.int(),
  version: z.int(),
});
export type Table = z.infer<typeof tableSchema>;

export const tableListQuerySchema = listQuerySchema.extend({
  venueId: idSchema.optional(),
  status: tableStatusSchema.optional(),
});

/** Letters, digits and dashes, as painted on the table: `T05`. */
export const tableCodeSchema = z.string().regex(/^[A-Za-z0-9-]{1,12}$/);

export const tableCreateSchema = z.object({
  code: tableCodeSchema,
  name: lineSchema(60),
  venueId: idSchema,
  location: lineSchema(80).optional(),
  condition: lineSchema(40).optional(),
  bounceMs: z.int().min(0).max(10_000).optional(),
});

export const tablePatchSchema = z
  .object({
    code: tableCodeSchema,
    name: lineSchema(60),
    location: lineSchema(80).nullable(),
    condition: lineSchema(40).nullable(),
    bounceMs: z.int().min(0).max(10_000),
    retired: z.boolean(),
  })
  .partial();

export const faultSchema = z.object({
  id: idSchema,
  tableId: idSchema,
  kind: faultKindSchema,
  description: z.string().nullable(),
  blocking: z.boolean(),
  reportedBy: z.string().nullable(),
  reportedAt: instantSchema,
  resolvedBy: z.string().nullable(),
  resolvedAt: instantSchema.nullable(),
  resolution: z.string().nullable(),
});
export type Fault = z.infer<typeof faultSchema>;

/** Players report; only staff may say that a fault blocks the table. */
export const faultCreateSchema = z.object({
  kind: faultKindSchema,
  description: lineSchema(500).optional(),
  blocking: z.boolean().optional(),
});
export const faultPatchSchema = z
  .object({ blocking: z.boolean(), resolved: z.literal(true), resolution: lineSchema(500) })
  .partial();
export const faultListQuerySchema = listQuerySchema.extend({
  open: z.enum(["true", "false"]).optional(),
});
