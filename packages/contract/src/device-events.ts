import { z } from "zod";
import { cardUidSchema } from "./cards.ts";
import { idSchema, instantSchema, scoreSchema, sideSchema } from "./primitives.ts";

/** At most this many events a call; more is answered with 413. */
export const MAX_EVENTS_PER_CALL = 500;

const clockFields = {
  seq: z.int().min(1),
  uptimeMs: z.number().min(0).max(Number.MAX_SAFE_INTEGER).optional(),
  occurredAt: z.iso.datetime({ offset: true }).optional(),
};

export const deviceEventSchema = z
  .discriminatedUnion("type", [
    z.object({ ...clockFields, type: z.literal("goal"), side: sideSchema }),
    z.object({ ...clockFields, type: z.literal("goal_cancelled"), side: sideSchema }),
    z.object({ ...clockFields, type: z.literal("score"), red: scoreSchema, blue: scoreSchema }),
    z.object({ ...clockFields, type: z.literal("match_started") }),
    z.object({ ...clockFields, type: z.literal("match_ended") }),
    z.object({
      ...clockFields,
      type: z.literal("card"),
      uid: cardUidSchema,
    }),
    z.object({
      ...clockFields,
      type: z.literal("health"),
      batteryPercent: z.number().min(0).max(100).optional(),
      rssiDbm: z.number().min(-200).max(50).optional(),
      firmware: z.string().max(40).optional(),
    }),
  ])
  .refine((event) => event.uptimeMs !== undefined || event.occurredAt !== undefined, {
    message: "either uptimeMs or occurredAt is needed",
  });
export type DeviceEvent = z.infer<typeof deviceEventSchema>;

/**
 * The envelope of every call. Events are checked one by one, so that a bad one
 * never costs the good ones. `sentAt` lets a device with a clock have its skew measured.
 */
export const deviceEnvelopeSchema = z.object({
  bootId: z
    .string()
    .min(1)
    .max(64)
    .regex(/^[\x21-\x7e]+$/),
  sentUptimeMs: z.number().min(0).max(Number.MAX_SAFE_INTEGER).optional(),
  sentAt: z.iso.datetime({ offset: true }).optional(),
  events: z.array(z.unknown()),
});
export type DeviceEnvelope = z.infer<typeof deviceEnvelopeSchema>;

/** What a device is to do; the same command may come again for a minute, under the same id. */
export const deviceCommandSchema = z.discriminatedUnion("type", [
  z.object({ id: idSchema, type: z.literal("unlock"), until: instantSchema }),
  z.object({ id: idSchema, type: z.literal("lock") }),
  z.object({ id: idSchema, type: z.literal("display"), text: z.string() }),
  z.object({ id: idSchema, type: z.literal("buzz") }),
]);
export type DeviceCommand = z.infer<typeof deviceCommandSchema>;

export const deviceAckSchema = z.object({
  acknowledgedSeq: z.int(),
  accepted: z.int(),
  duplicates: z.int(),
  rejected: z.array(
    z.object({ seq: z.int().nullable(), code: z.string(), detail: z.string().optional() }),
  ),
  commands: z.array(deviceCommandSchema),
});
export type DeviceAck = z.infer<typeof deviceAckSchema>;

/** The one answer of every board call that worked. */
export const boardAckSchema = z.object({
  ok: z.literal(true),
  matchId: idSchema.nullable(),
  scoreRed: scoreSchema,
  scoreBlue: scoreSchema,
});
export type BoardAck = z.infer<typeof boardAckSchema>;
