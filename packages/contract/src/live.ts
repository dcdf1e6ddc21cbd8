import { z } from "zod";
import { tableTapSchema } from "./cards.ts";
import { importSchema } from "./imports.ts";
import { matchSchema, timelineEventSchema } from "./matches.ts";
import { idSchema, instantSchema } from "./primitives.ts";
import { queueNewsSchema } from "./queue.ts";
import { reservationStatusSchema } from "./reservations.ts";
import { tableSchema } from "./tables.ts";

export const liveQuerySchema = z.object({
  tableId: idSchema.optional(),
  matchId: idSchema.optional(),
  venueId: idSchema.optional(),
  /** Nothing of the tables, only what is for whoever is signed in. */
  only: z.literal("me").optional(),
  /** As `Last-Event-ID`, for clients that cannot set headers. */
  lastEventId: z.string().max(40).optional(),
});

const matchDelta = {
  /** The match after the change, its version included. */
  match: matchSchema,
  /** What was added to its timeline. */
  events: z.array(timelineEventSchema),
};

/** `data:` of each message by its `event:` name; every message replaces what it names by a newer version. */
export const liveMessageSchema = z.discriminatedUnion("type", [
  z.object({
    type: z.literal("snapshot"),
    at: instantSchema,
    tables: z.array(tableSchema),
    matches: z.array(matchSchema),
  }),
  z.object({ type: z.literal("match.started"), ...matchDelta }),
  z.object({ type: z.literal("match.goal"), ...matchDelta }),
  z.object({ type: z.literal("match.corrected"), ...matchDelta }),
  z.object({ type: z.literal("match.finished"), ...matchDelta }),
  z.object({ type: z.literal("table.changed"), table: tableSchema }),
  /** Somebody has tapped a card at a table, or scanned its code: nothing that lasts. */
  z.object({ type: z.literal("tap"), tap: tableTapSchema }),
  z.object({
    type: z.literal("reservation.changed"),
    reservation: z.object({
      id: idSchema,
      tableId: idSchema,
      startsAt: instantSchema,
      endsAt: instantSchema,
      status: reservationStatusSchema,
      version: z.int(),
    }),
  }),
  z.object({ type: z.literal("queue.changed"), queue: queueNewsSchema }),
  /** Only the person whose inbox it is gets it. */
  z.object({ type: z.literal("inbox.changed"), unread: z.int() }),
  /** Only administrators get it. */
  z.object({ type: z.literal("import.changed"), import: importSchema }),
]);
export type LiveMessage = z.infer<typeof liveMessageSchema>;
export type LiveDelta = Exclude<LiveMessage, { type: "snapshot" }>;

/** What a message carries beside, where whoever gets it is asked to say when it has been shown. */
export const tracedSchema = z.object({ traceparent: z.string().max(60).optional() });

/** That a message that carried `traceparent` has been shown. */
export const shownSchema = z.object({
  traceparent: z.string().regex(/^00-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}$/),
  /** From its receipt until it was drawn. */
  drawnMs: z.number().min(0).max(60_000),
  /** From its receipt until this is said. */
  sentMs: z.number().min(0).max(60_000),
});
export type Shown = z.infer<typeof shownSchema>;
