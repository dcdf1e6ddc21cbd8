import { z } from "zod";
import { idSchema, instantSchema, lineSchema, sideSchema } from "./primitives.ts";

/** A calendar day of the venue, `2026-11-23`. */
const daySchema = z.iso.date();
/** From 1, Monday, to 7, Sunday. */
const weekdaySchema = z.int().min(1).max(7);
const countSchema = z.int().min(0);
/** From 0 to 1. */
const shareSchema = z.number().min(0).max(1);

/** What an insight counts: everything, or only a season, a venue, the days from `from` to `to`, both included. */
export const insightQuerySchema = z.object({
  season: lineSchema(20).optional(),
  venueId: idSchema.optional(),
  from: daySchema.optional(),
  to: daySchema.optional(),
});
export type InsightQuery = z.infer<typeof insightQuerySchema>;

export const rankingQuerySchema = insightQuerySchema.extend({
  limit: z.coerce.number().int().min(1).max(100).default(10),
});

/** What limits what an insight can say, with how many of the games it concerns. */
export const doubtSchema = z.object({
  code: z.enum([
    /** Games without a day: counted only where no period is asked for. */
    "undated",
    /** Games of which nobody wrote the time of day. */
    "no_time_of_day",
    /** Games whose winner nobody knows. */
    "no_winner",
    /** Lines that do not say how many goals, or saves. */
    "not_counted",
    /** Lines that do not say the position. */
    "no_position",
    /** Too few games for the differences to mean anything. */
    "too_few",
    /** Goals of doubles that a sensor saw, and nobody was named for. */
    "nobody_named",
    /** The order of games of one day is not known. */
    "order_unknown",
  ]),
  count: countSchema,
  of: countSchema,
});
export type Doubt = z.infer<typeof doubtSchema>;

/** What every insight says of itself. */
const basis = {
  /** The games counted, and those of them that came from an import. */
  games: countSchema,
  imported: countSchema,
  /** What it says in plain words, in the language asked for (`Accept-Language`). */
  sentence: z.string(),
  doubts: z.array(doubtSchema),
  /** Everything until then is in it. */
  updatedAt: instantSchema,
};

const personSchema = z.object({ playerId: idSchema, displayName: z.string() });

/** Equal ones share a rank, and the next rank is missing: 1, 2, 2, 4. */
const ranked = { rank: z.int().min(1), tied: z.boolean(), ...personSchema.shape };

export const intervalSchema = z.object({
  low: z.number(),
  high: z.number(),
  /** How sure, 0.95. */
  level: z.number(),
});
export type Interval = z.infer<typeof intervalSchema>;

export const testSchema = z.object({
  name: z.enum(["exact_binomial", "chi_squared"]),
  statistic: z.number().nullable(),
  degreesOfFreedom: z.int().nullable(),
  pValue: shareSchema,
  /** Whether it is less than one in twenty that chance alone shows as much. */
  differs: z.boolean(),
});
export type StatisticalTest = z.infer<typeof testSchema>;

export const scorerSchema = z.object({
  ...ranked,
  games: countSchema,
  goals: countSchema,
  goalsPerGame: z.number(),
});
export const topScorersSchema = z.object({ ...basis, items: z.array(scorerSchema) });
export type TopScorers = z.infer<typeof topScorersSchema>;

export const defenderSchema = z.object({
  ...ranked,
  games: countSchema,
  saves: countSchema,
  savesPerGame: z.number(),
});
/** By saves over all lines, and over those played in defence only. */
export const topDefendersSchema = z.object({
  ...basis,
  items: z.array(defenderSchema),
  inDefence: z.array(defenderSchema),
});
export type TopDefenders = z.infer<typeof topDefendersSchema>;

/** By the lower end of the interval of the share of wins, a draw being half of one. */
export const bestPlayerSchema = z.object({
  ...basis,
  /** Whoever has fewer decided games is not ranked. */
  minimumGames: countSchema,
  items: z.array(
    z.object({
      ...ranked,
      games: countSchema,
      wins: countSchema,
      draws: countSchema,
      losses: countSchema,
      winShare: shareSchema,
      interval: intervalSchema,
    }),
  ),
});
export type BestPlayer = z.infer<typeof bestPlayerSchema>;

export const tableUsageSchema = z.object({
  ...basis,
  items: z.array(
    z.object({
      rank: z.int().min(1),
      tied: z.boolean(),
      /** Null for a table that only an import knows. */
      tableId: idSchema.nullable(),
      code: z.string(),
      games: countSchema,
      share: shareSchema,
      /** Of the games whose length is known. */
      minutes: z.number().min(0),
    }),
  ),
  /** Null with fewer than two tables. */
  test: testSchema.nullable(),
});
export type TableUsage = z.infer<typeof tableUsageSchema>;

export const peakHoursSchema = z.object({
  ...basis,
  /** Only of games whose time of day is known. */
  hours: z.array(
    z.object({ weekday: weekdaySchema, hour: z.int().min(0).max(23), games: countSchema }),
  ),
  weekdays: z.array(
    z.object({
      weekday: weekdaySchema,
      games: countSchema,
      /** The days of that kind between the first and the last game. */
      days: countSchema,
      perDay: z.number(),
    }),
  ),
  months: z.array(z.object({ month: z.string(), games: countSchema })),
  /** Whether the weekdays differ by more than chance; null without days. */
  test: testSchema.nullable(),
});
export type PeakHours = z.infer<typeof peakHoursSchema>;

const sideCountSchema = z.object({ wins: countSchema, share: shareSchema, goals: countSchema });

export const sideInfluenceSchema = z.object({
  ...basis,
  red: sideCountSchema,
  blue: sideCountSchema,
  draws: countSchema,
  /** Won by either side. */
  decided: countSchema,
  /** Of the share of decided games that red won. */
  interval: intervalSchema.nullable(),
  test: testSchema.nullable(),
});
export type SideInfluence = z.infer<typeof sideInfluenceSchema>;

export const gameReferenceSchema = z.object({
  gameId: idSchema,
  /** As the import named it; null for a match played here. */
  code: z.string().nullable(),
  matchId: idSchema.nullable(),
  date: daySchema.nullable(),
  tableCode: z.string().nullable(),
  scoreRed: z.int().nullable(),
  scoreBlue: z.int().nullable(),
  red: z.array(personSchema),
  blue: z.array(personSchema),
});
export type GameReference = z.infer<typeof gameReferenceSchema>;

export const recordSchema = z.object({
  kind: z.enum([
    "biggest_win",
    "most_goals",
    "longest_game",
    "shortest_game",
    "most_goals_of_one",
    "most_saves_of_one",
    "longest_win_streak",
  ]),
  value: z.number(),
  /** How many hold it; the first of them are below. */
  held: countSchema,
  holders: z.array(
    z.object({
      player: personSchema.nullable(),
      game: gameReferenceSchema.nullable(),
      /** Of a streak. */
      from: daySchema.nullable(),
      to: daySchema.nullable(),
    }),
  ),
});
export const recordsSchema = z.object({ ...basis, items: z.array(recordSchema) });
export type Records = z.infer<typeof recordsSchema>;

export const demandForecastSchema = z.object({
  ...basis,
  /** The seven days from today on; none where too little was played lately. */
  days: z.array(
    z.object({
      date: daySchema,
      weekday: weekdaySchema,
      /** Games, with the interval in which nine of ten days like it have fallen. */
      expected: z.number(),
      low: z.number(),
      high: z.number(),
    }),
  ),
  /** How it would have done: its mean error in games a day, and that of supposing the same day a week before. */
  past: z.object({ days: countSchema, meanError: z.number(), naiveError: z.number() }).nullable(),
});
export type DemandForecast = z.infer<typeof demandForecastSchema>;

/** What can be asked for: the seasons, and the days from the first game to the last. */
export const insightScopeSchema = z.object({
  seasons: z.array(z.object({ season: z.string(), games: countSchema })),
  first: daySchema.nullable(),
  last: daySchema.nullable(),
  games: countSchema,
  imported: countSchema,
});
export type InsightScope = z.infer<typeof insightScopeSchema>;

const tallySchema = z.object({
  games: countSchema,
  wins: countSchema,
  draws: countSchema,
  losses: countSchema,
});

export const playerStatsSchema = z.object({
  ...personSchema.shape,
  totals: tallySchema.extend({
    goals: countSchema,
    ownGoals: countSchema,
    assists: countSchema,
    saves: countSchema,
  }),
  streaks: z.object({ current: countSchema, best: countSchema }),
  /** The newest ten, newest first. */
  form: z.array(
    z.object({ result: z.enum(["won", "drawn", "lost", "unknown"]), game: gameReferenceSchema }),
  ),
  seasons: z.array(tallySchema.extend({ season: z.string(), goals: countSchema })),
  partners: z.array(tallySchema.extend(personSchema.shape)),
  opponents: z.array(tallySchema.extend(personSchema.shape)),
  positions: z.array(
    tallySchema.extend({ role: z.enum(["attack", "defense", "unknown"]), goals: countSchema }),
  ),
  sides: z.array(tallySchema.extend({ side: sideSchema })),
  tables: z.array(tallySchema.extend({ code: z.string() })),
  updatedAt: instantSchema,
});
export type PlayerStats = z.infer<typeof playerStatsSchema>;

/** One game as somebody played it. */
export const playedGameSchema = z.object({
  game: gameReferenceSchema,
  side: sideSchema.nullable(),
  role: z.enum(["attack", "defense"]).nullable(),
  result: z.enum(["won", "drawn", "lost", "unknown"]),
  goals: z.int().nullable(),
  ownGoals: z.int().nullable(),
  assists: z.int().nullable(),
  saves: z.int().nullable(),
});
export type PlayedGame = z.infer<typeof playedGameSchema>;
