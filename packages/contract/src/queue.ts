import { z } from "zod";
import { idSchema, instantSchema } from "./primitives.ts";

/** `waiting` for a table, `offered` one that is held for them a moment, `away`: passed over until they are back. */
export const queueStatusSchema = z.enum(["waiting", "offered", "away"]);
export type QueueStatus = z.infer<typeof queueStatusSchema>;

export const queueOfferSchema = z.object({
  /** The reservation that taking it makes. */
  reservationId: idSchema,
  tableId: idSchema,
  tableCode: z.string(),
  tableName: z.string(),
  /** Not taken by then, it goes to the next. */
  offeredUntil: instantSchema,
  /** Until when the table is theirs once they have taken it. */
  endsAt: instantSchema,
});
export type QueueOffer = z.infer<typeof queueOfferSchema>;

/** Somebody's place in the line of a venue. */
export const queueEntrySchema = z.object({
  id: idSchema,
  venueId: idSchema,
  /** The table waited for; null for any. */
  tableId: idSchema.nullable(),
  tableCode: z.string().nullable(),
  status: queueStatusSchema,
  /** From 1; null while away. */
  position: z.int().nullable(),
  /** Null where no table can be expected. */
  estimatedWaitSeconds: z.int().nullable(),
  joinedAt: instantSchema,
  /** Out of the line from then on, unless they come back. */
  awayUntil: instantSchema.nullable(),
  offer: queueOfferSchema.nullable(),
});
export type QueueEntry = z.infer<typeof queueEntrySchema>;

/** For one table, or for any of a venue. */
export const queueJoinSchema = z
  .object({ tableId: idSchema.optional(), venueId: idSchema.optional() })
  .refine(
    ({ tableId, venueId }) => (tableId === undefined) !== (venueId === undefined),
    "either tableId or venueId is needed",
  );
export type QueueJoin = z.infer<typeof queueJoinSchema>;

export const queuePatchSchema = z.object({ away: z.boolean() });

/** The line of a venue as everybody sees it. */
export const venueQueueSchema = z.object({
  venueId: idSchema,
  version: z.int(),
  /** How many wait, those away not counted. */
  waiting: z.int(),
  items: z.array(
    queueEntrySchema
      .pick({
        id: true,
        tableId: true,
        tableCode: true,
        status: true,
        position: true,
        estimatedWaitSeconds: true,
        joinedAt: true,
      })
      .extend({
        displayName: z.string(),
        offer: queueOfferSchema
          .pick({ tableId: true, tableCode: true, offeredUntil: true })
          .nullable(),
      }),
  ),
  /** What whoever joined now would have to expect: for any table, and for each. */
  next: z.object({
    estimatedWaitSeconds: z.int().nullable(),
    tables: z.array(z.object({ tableId: idSchema, estimatedWaitSeconds: z.int().nullable() })),
  }),
});
export type VenueQueue = z.infer<typeof venueQueueSchema>;

/** What everybody is told at once: how many wait, and what is offered to which entry. */
export const queueNewsSchema = z.object({
  venueId: idSchema,
  version: z.int(),
  waiting: z.int(),
  offers: z.array(z.object({ entryId: idSchema, tableId: idSchema, offeredUntil: instantSchema })),
});
export type QueueNews = z.infer<typeof queueNewsSchema>;
