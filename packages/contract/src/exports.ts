import { z } from "zod";
import { idSchema, instantSchema, lineSchema } from "./primitives.ts";

/** How a column is written: `instant` is RFC 3339 in UTC, `date` a day of the venue. */
export type ColumnType = "text" | "integer" | "boolean" | "date" | "instant";

interface ExportColumn {
  name: string;
  type: ColumnType;
}

const columns = (list: string): readonly ExportColumn[] =>
  list
    .trim()
    .split(/\s+/)
    .map((entry) => {
      const [name = "", type = "text"] = entry.split(":");
      return { name, type: type as ColumnType };
    });

/** The columns of every export, in their order, each with its type where that is not text; empty means unknown. */
export const EXPORT_COLUMNS = {
  games: columns(`game_id date:date table_id duration_seconds:integer score_red:integer
    score_blue:integer winner season location ball_type table_condition attendance:integer
    recorded_by rating:integer`),
  lines: columns(`game_id player_id player_name team role goals:integer own_goals:integer
    assists:integer saves:integer possession_seconds:integer is_substitute:boolean`),
  events: columns(`event_id date:date at:instant table_id game_id source type side outcome
    device_id received_at:instant venue_id venue`),
  reservations: columns(`reservation_id date:date table_id starts_at:instant ends_at:instant
    planned_minutes:integer held_minutes:integer status origin player_id player_name label
    players:integer checked_in_at:instant created_at:instant venue_id venue`),
  players: columns(`player_id player_name codes on_leaderboards:boolean erased:boolean
    games:integer first_date:date last_date:date created_at:instant`),
  tables: columns(`table_id name location in_service:boolean games:integer first_date:date
    last_date:date created_at:instant retired_at:instant table_key venue_id venue`),
} as const satisfies Record<string, readonly ExportColumn[]>;

export type ExportDataset = keyof typeof EXPORT_COLUMNS;
export const EXPORT_DATASETS = Object.keys(EXPORT_COLUMNS) as [ExportDataset, ...ExportDataset[]];
export const EXPORT_FORMATS = ["csv", "parquet", "json"] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

export const exportParamsSchema = z.object({
  dataset: z.enum(EXPORT_DATASETS),
  format: z.enum(EXPORT_FORMATS),
});

/** Days of the venue, both included. Of players and tables: those of the games chosen. */
export const exportQuerySchema = z.object({
  from: z.iso.date().optional(),
  to: z.iso.date().optional(),
  importId: idSchema.optional(),
  venueId: idSchema.optional(),
});
export type ExportFilter = z.infer<typeof exportQuerySchema>;

export const exportRunSchema = z.object({
  origin: z.enum(["daily", "shell"]),
  startedAt: instantSchema,
  /** Null while it runs, or when its process ended before it did. */
  finishedAt: instantSchema.nullable(),
  daysWritten: z.int(),
  daysRemoved: z.int(),
  games: z.int(),
  lines: z.int(),
  bytes: z.int(),
  /** Why it failed. */
  error: z.string().nullable(),
});
export type ExportRun = z.infer<typeof exportRunSchema>;

/** The export that runs by itself every day. */
export const exportStatusSchema = z.object({
  /** Where it goes, `EXPORT_URL`; null where it goes nowhere. */
  target: z.string().nullable(),
  nextAt: instantSchema.nullable(),
  /** Tries that failed since the last that did not. */
  failures: z.int(),
  /** Days that have changed since they were exported. */
  waitingDays: z.int(),
  lastRun: exportRunSchema.nullable(),
  lastSuccess: exportRunSchema.nullable(),
});
export type ExportStatus = z.infer<typeof exportStatusSchema>;

export const analystTokenSchema = z.object({
  id: idSchema,
  name: z.string(),
  /** The display name of the administrator who made it. */
  createdBy: z.string(),
  createdAt: instantSchema,
  expiresAt: instantSchema.nullable(),
  lastUsedAt: instantSchema.nullable(),
});
export type AnalystToken = z.infer<typeof analystTokenSchema>;

/** A token with its secret, which is shown this once. */
export const analystTokenWithSecretSchema = analystTokenSchema.extend({ token: z.string() });
export type AnalystTokenWithSecret = z.infer<typeof analystTokenWithSecretSchema>;

export const analystTokenCreateSchema = z.object({
  name: lineSchema(60),
  expiresAt: instantSchema.nullable().optional(),
});
