import { z } from "zod";
import { idSchema, instantSchema, lineSchema, sideSchema } from "./primitives.ts";

/** The number of a card as its reader gives it: 4 to 10 bytes in hexadecimal, in any case, with or without separators. */
export const cardUidSchema = z
  .string()
  .max(40)
  .regex(/^\s*[0-9A-Fa-f]{2}([ :.-]?[0-9A-Fa-f]{2}){3,9}\s*$/);

/** What a person types at a table to link a card. */
export const cardCodeSchema = z.string().regex(/^\d{6}$/);

export const cardLinkSchema = z.object({ label: lineSchema(40).optional() });

/** Typed at a table within two minutes, it links the card that was tapped there. */
export const cardCodeAnswerSchema = z.object({ code: cardCodeSchema, expiresAt: instantSchema });
export type CardCode = z.infer<typeof cardCodeAnswerSchema>;

/** A linked card; nothing of its number is ever shown. */
export const cardSchema = z.object({
  id: idSchema,
  label: z.string().nullable(),
  linkedAt: instantSchema,
  lastUsedAt: instantSchema.nullable(),
});
export type Card = z.infer<typeof cardSchema>;

export const deviceCardSchema = z.object({
  uid: cardUidSchema,
  /** Links the card first. */
  code: cardCodeSchema.optional(),
});

/** Why a table opens: a reservation, a free table, an offer to whoever waited, or staff. */
export const openedBySchema = z.enum(["reservation", "walk_up", "queue", "staff"]);
export type OpenedBy = z.infer<typeof openedBySchema>;

export const tapRefusalSchema = z.enum([
  "unknown_card",
  "reserved_for_other",
  "closed",
  "maintenance",
  "suspended",
  "player_busy",
  "table_full",
]);
export type TapRefusal = z.infer<typeof tapRefusalSchema>;

/** What a tap at a table leads to. */
export const tapAnswerSchema = z.discriminatedUnion("unlocked", [
  z.object({
    unlocked: z.literal(true),
    reason: openedBySchema,
    playerName: z.string(),
    until: instantSchema,
  }),
  z.object({ unlocked: z.literal(false), reason: tapRefusalSchema }),
]);
export type TapAnswer = z.infer<typeof tapAnswerSchema>;

/** A place at a table, taken by tapping in. */
export const seatSchema = z.object({ side: sideSchema, displayName: z.string() });
export type Seat = z.infer<typeof seatSchema>;

/** What the screen of a table shows of a tap: a name only where it opened the table. */
export const tableTapSchema = z.object({
  tableId: idSchema,
  at: instantSchema,
  unlocked: z.boolean(),
  reason: z.union([openedBySchema, tapRefusalSchema]),
  displayName: z.string().nullable(),
  side: sideSchema.nullable(),
  until: instantSchema.nullable(),
});
export type TableTap = z.infer<typeof tableTapSchema>;

export const cardCodeBodySchema = z.object({ code: cardCodeSchema });
export const cardLinkedSchema = z.object({ displayName: z.string() });

/** Shows that somebody is at the table: its screen shows it as a QR code, another every 30 s. */
export const presenceTokenSchema = z.string().min(1).max(100);
export const presenceBodySchema = z.object({ token: presenceTokenSchema });
/** A check-in may have to be made at the table. */
export const checkInBodySchema = z.object({ token: presenceTokenSchema.optional() }).nullish();

export const presenceCodeSchema = z.object({
  token: presenceTokenSchema,
  /** The address that the QR code holds. */
  url: z.string(),
  /** From when on the next one is to be shown. */
  renewAt: instantSchema,
  expiresAt: instantSchema,
});
export type PresenceCode = z.infer<typeof presenceCodeSchema>;

/** The key of a table's screen, shown once, and the address to open there. */
export const screenKeySchema = z.object({ key: z.string(), url: z.string() });
export type ScreenKey = z.infer<typeof screenKeySchema>;
