/** Columns that say something of the game: each row of a game repeats them. */
export const GAME_COLUMNS = [
  "date",
  "time",
  "table_id",
  "location",
  "duration_seconds",
  "score",
  "score_red",
  "score_blue",
  "winner",
  "season",
  "ball_type",
  "table_condition",
  "attendance",
  "recorded_by",
  "rating",
  "referee",
  "music",
  "recorded_at",
] as const;

/** Columns that say something of one player in one game. */
export const LINE_COLUMNS = [
  "player_name",
  "canonical_name",
  "team",
  "role",
  "goals",
  "own_goals",
  "assists",
  "saves",
  "possession_seconds",
  "is_substitute",
  "ping_ms",
  "mood",
  "comment",
  "notes",
] as const;

export const KEY_COLUMNS = ["game_id", "player_id"] as const;

export type GameColumn = (typeof GAME_COLUMNS)[number];
export type LineColumn = (typeof LINE_COLUMNS)[number];
export type KeyColumn = (typeof KEY_COLUMNS)[number];

/** A column that we know, by our own name: those of the exports `games` and `lines` and a few more. */
export type Column = KeyColumn | GameColumn | LineColumn;

/** A column of the file: its header as written, and which of ours it is; null is kept aside. */
export interface FileColumn {
  readonly header: string;
  readonly column: Column | null;
  /** The unit that the header names: a bare number in it is in that unit. */
  readonly unit: "seconds" | "minutes" | null;
}
