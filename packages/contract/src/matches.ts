import { z } from "zod";
import { idSchema, instantSchema, listQuerySchema, scoreSchema, sideSchema } from "./primitives.ts";

/** On goal and two-rod, or on five- and three-rod. */
export const positionSchema = z.enum(["goal", "attack"]);

export const formatSchema = z.object({
  goalsToWin: z.int().min(1).max(50),
  winBy: z.int().min(1).max(5),
  maxGoals: z.int().min(1).max(99).nullable(),
  sets: z.int().min(1).max(9),
  winByIn: z.enum(["every_set", "last_set"]),
  drawAt: z.int().min(1).max(50).nullable(),
  swap: z.enum(["never", "on_request", "every_set"]),
  timeOutsPerSet: z.int().min(0).max(9),
  gamelle: z.enum(["goal", "nothing", "minus_one"]),
});

/** A format as a request gives it: what is left out is the house's. */
export const formatInputSchema = formatSchema.partial();

export const matchStatusSchema = z.enum(["scheduled", "live", "finished", "abandoned"]);

export const matchPlayerSchema = z.object({
  playerId: idSchema,
  displayName: z.string(),
  avatar: z.string().nullable(),
  position: positionSchema.nullable(),
});

export const matchSchema = z.object({
  id: idSchema,
  venueId: idSchema,
  tableId: idSchema,
  tableCode: z.string(),
  tableName: z.string(),
  status: matchStatusSchema,
  scoreRed: scoreSchema,
  scoreBlue: scoreSchema,
  setsRed: z.int(),
  setsBlue: z.int(),
  sets: z.array(z.object({ red: scoreSchema, blue: scoreSchema })),
  winner: sideSchema.nullable(),
  /** The team that began on the red side sits on the blue one now. */
  swapped: z.boolean(),
  /** The side whose next goal would end the match, if any. */
  matchPoint: z.array(sideSchema),
  red: z.array(matchPlayerSchema),
  blue: z.array(matchPlayerSchema),
  format: formatSchema,
  /** `sensor` when the table counts, `hand` when people do. */
  scoredBy: z.enum(["sensor", "hand"]),
  confirmed: z.boolean(),
  /** Data-quality notes, e.g. `winner_contradicts_score`. */
  notes: z.array(z.string()),
  startedAt: instantSchema.nullable(),
  finishedAt: instantSchema.nullable(),
  lastGoalAt: instantSchema.nullable(),
  version: z.int(),
});
export type Match = z.infer<typeof matchSchema>;

export const timelineKindSchema = z.enum([
  "started",
  "goal",
  "own_goal",
  "gamelle",
  "cancelled",
  "correction",
  "kick_off",
  "swap",
  "time_out",
  "warning",
  "penalty_shot",
  "positions",
  "forfeit",
  "set_won",
  "finished",
  "abandoned",
  "bounce",
]);

export const timelineEventSchema = z.object({
  id: z.string(),
  at: instantSchema,
  kind: timelineKindSchema,
  side: sideSchema.nullable(),
  scoreRed: scoreSchema,
  scoreBlue: scoreSchema,
  setNumber: z.int(),
  /** A later event took this one back. */
  undone: z.boolean(),
  scorerId: idSchema.nullable(),
  position: positionSchema.nullable(),
  source: z.enum(["sensor", "hand", "system"]),
  /** Who entered it by hand. */
  byName: z.string().nullable(),
});
export type TimelineEvent = z.infer<typeof timelineEventSchema>;

export const matchDetailSchema = matchSchema.extend({
  events: z.array(timelineEventSchema),
  /** Red's chance to win after each change of score, sides taken as equals until ratings are known. */
  winProbability: z.array(z.object({ at: instantSchema, red: z.number().min(0).max(1) })),
  /** What the asker may do: `score`, `undo`, `finish`, `correct`, `confirm`, `players`. */
  may: z.array(z.enum(["score", "undo", "finish", "correct", "confirm", "players"])),
});
export type MatchDetail = z.infer<typeof matchDetailSchema>;

export const matchListQuerySchema = listQuerySchema.extend({
  status: matchStatusSchema.optional(),
  tableId: idSchema.optional(),
  venueId: idSchema.optional(),
  playerId: idSchema.optional(),
  from: instantSchema.optional(),
  to: instantSchema.optional(),
});

const teamSchema = z.array(idSchema).max(2);

export const matchCreateSchema = z.object({
  tableId: idSchema,
  red: teamSchema.default([]),
  blue: teamSchema.default([]),
  format: formatInputSchema.default({}),
});

export const handGoalSchema = z.object({
  side: sideSchema,
  scorerId: idSchema.optional(),
  position: positionSchema.optional(),
  ownGoal: z.boolean().optional(),
  gamelle: z.boolean().optional(),
});

/** `{}` or `{ side }` undoes the last goal; `{ red, blue }` puts the score right. */
export const correctionSchema = z.union([
  z.strictObject({ red: scoreSchema, blue: scoreSchema }),
  z.strictObject({ side: sideSchema.optional() }),
]);

export const matchPlayersSchema = z.object({
  red: z.array(z.object({ playerId: idSchema, position: positionSchema.nullable() })).max(2),
  blue: z.array(z.object({ playerId: idSchema, position: positionSchema.nullable() })).max(2),
});
