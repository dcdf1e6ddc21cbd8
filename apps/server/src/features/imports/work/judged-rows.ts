import type { CleanGame, CleanLine } from "@babyfoot/history";
import { type CopyValue, storable } from "./copy-text.ts";
import type { WaitingRow } from "./staged-text.ts";

export const GAME_COLUMNS = [
  "worker",
  "id",
  "code",
  "day",
  "time",
  "season",
  "table_code",
  "duration_seconds",
  "score_red",
  "score_blue",
  "winner",
  "location",
  "ball_type",
  "table_condition",
  "attendance",
  "recorded_by",
  "rating",
  "asides",
] as const;

export const LINE_COLUMNS = [
  "worker",
  "game_id",
  "player_id",
  "player_code",
  "team",
  "role",
  "goals",
  "own_goals",
  "assists",
  "saves",
  "possession_seconds",
  "is_substitute",
  "asides",
] as const;

/** What is told and has no column, as JSON that the database can hold. */
function asidesOf(told: Readonly<Record<string, string | number | null>>): string {
  // Without a prototype any name is a key like another.
  const kept: Record<string, string | number> = Object.create(null);
  for (const name of Object.keys(told)) {
    const value = told[name] ?? null;
    if (value !== null) kept[storable(name)] = typeof value === "string" ? storable(value) : value;
  }
  return JSON.stringify(kept);
}

export const gameValues = (worker: string, id: string, game: CleanGame): CopyValue[] => [
  worker,
  id,
  game.gameId,
  game.date,
  game.time,
  game.season,
  game.tableId,
  game.durationSeconds,
  game.scoreRed,
  game.scoreBlue,
  game.winner,
  game.location,
  game.ballType,
  game.tableCondition,
  game.attendance,
  game.recordedBy,
  game.rating,
  asidesOf({ referee: game.referee, music: game.music, recorded_at: game.recordedAt }),
];

/** `rows`: those of the game, of which the player's tell what stands beside our columns. */
export const lineValues = (
  ids: { worker: string; gameId: string; playerId: string },
  line: CleanLine,
  rows: readonly WaitingRow[],
): CopyValue[] => [
  ids.worker,
  ids.gameId,
  ids.playerId,
  line.playerId,
  line.team,
  line.role,
  line.goals,
  line.ownGoals,
  line.assists,
  line.saves,
  line.possessionSeconds,
  line.isSubstitute,
  asidesOf({
    ...rows.find((row) => row.playerId === line.playerId)?.aside,
    ping_ms: line.pingMs,
    mood: line.mood,
    comment: line.comment,
    notes: line.notes,
  }),
];
