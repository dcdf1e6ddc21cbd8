import { z } from "zod";
import { idSchema, instantSchema, lineSchema, listQuerySchema } from "./primitives.ts";

/** `native` speaks the device protocol; `board` only knows its score and adds its own path to a secret URL. */
export const deviceKindSchema = z.enum(["native", "board"]);
export type DeviceKind = z.infer<typeof deviceKindSchema>;

export const deviceSchema = z.object({
  id: idSchema,
  tableId: idSchema,
  tableCode: z.string(),
  name: z.string(),
  kind: deviceKindSchema,
  online: z.boolean(),
  lastSeenAt: instantSchema.nullable(),
  /** How it was last heard; null for one that never was. */
  protocol: z.enum(["http", "mqtt"]).nullable(),
  firmware: z.string().nullable(),
  batteryPercent: z.int().nullable(),
  rssiDbm: z.int().nullable(),
  /** How far the device's clock is from ours; over 300 it is flagged. */
  clockSkewSeconds: z.number().nullable(),
  alerts: z.array(z.enum(["clock_skew", "catching_up", "battery_low", "quarantined"])),
  rejectedEvents: z.int(),
  createdAt: instantSchema,
  revokedAt: instantSchema.nullable(),
  version: z.int(),
});
export type Device = z.infer<typeof deviceSchema>;

/** A device with its secret, which is shown this once; `url` for boards. */
export const deviceWithSecretSchema = deviceSchema.extend({
  token: z.string(),
  url: z.string().optional(),
});
export type DeviceWithSecret = z.infer<typeof deviceWithSecretSchema>;

export const deviceCreateSchema = z.object({
  tableId: idSchema,
  name: lineSchema(60),
  kind: deviceKindSchema,
});
export const devicePatchSchema = z.object({ name: lineSchema(60), tableId: idSchema }).partial();
export const deviceListQuerySchema = listQuerySchema.extend({
  tableId: idSchema.optional(),
  revoked: z.enum(["true", "false"]).optional(),
});
