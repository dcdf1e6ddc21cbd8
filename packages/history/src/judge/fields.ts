import type { GameCells, LineCells } from "../clean/row.ts";
import type { GameColumn, LineColumn } from "../columns/column.ts";

/** Fields of a game, and the column of the file's that each comes from. */
export const GAME_FIELDS: Readonly<Record<keyof GameCells, GameColumn>> = {
  date: "date",
  time: "time",
  tableId: "table_id",
  location: "location",
  durationSeconds: "duration_seconds",
  scoreRed: "score_red",
  scoreBlue: "score_blue",
  winner: "winner",
  season: "season",
  ballType: "ball_type",
  tableCondition: "table_condition",
  attendance: "attendance",
  recordedBy: "recorded_by",
  rating: "rating",
  referee: "referee",
  music: "music",
  recordedAt: "recorded_at",
};

/** Fields of a line, likewise. */
export const LINE_FIELDS: Readonly<Record<keyof LineCells, LineColumn>> = {
  team: "team",
  role: "role",
  goals: "goals",
  ownGoals: "own_goals",
  assists: "assists",
  saves: "saves",
  possessionSeconds: "possession_seconds",
  isSubstitute: "is_substitute",
  pingMs: "ping_ms",
  mood: "mood",
  comment: "comment",
  notes: "notes",
};
