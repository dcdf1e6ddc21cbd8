import type { NoticeKind, VenueEvent } from "@babyfoot/contract";
import { z } from "zod";

const wordsSchema = z.object({ title: z.string(), text: z.string() });

/** What the words of a notice are made of. A person is named by id, so that their name goes with them. */
export const noticeDataSchema = z.object({
  table: z.string().optional(),
  startsAt: z.string().optional(),
  endsAt: z.string().optional(),
  /** Who did it. */
  playerId: z.string().optional(),
  reason: z.string().nullish(),
  /** By when something must be done. */
  until: z.string().optional(),
  /** Of so many weeks, the first of which is named. */
  weeks: z.number().optional(),
  answer: z.enum(["accepted", "declined"]).optional(),
  /** Those who had accepted are asked again. */
  askedAgain: z.boolean().optional(),
  /** The table is no longer there. */
  retired: z.boolean().optional(),
  /** The name of a venue's channel. */
  channel: z.string().optional(),
  fault: z.string().optional(),
  /** Of what is told in words that whoever tells it has found itself. */
  words: z.object({ fr: wordsSchema, en: wordsSchema }).optional(),
});
export type NoticeData = z.infer<typeof noticeDataSchema>;

interface Told {
  /** Null where it is of no venue. */
  venueId: string | null;
  /** What it is about, e.g. the id of a reservation: by it a notice is taken back. */
  subject: string;
  /** Told once: a notice of a key that was there before is left out. */
  key: string;
  data: NoticeData;
  /** Where in the application it leads, e.g. `/bookings`. */
  path: string;
  /** Milliseconds; left out, at once. */
  notBefore?: number;
  /** From then on (milliseconds) it is untrue, and never sent. */
  validUntil?: number;
}

/** Something that a player is told. */
export interface Notice extends Told {
  playerId: string;
  kind: NoticeKind;
}

/** Something that the channels of a venue are told. */
export interface VenueNotice extends Told {
  venueId: string;
  kind: VenueEvent;
}
