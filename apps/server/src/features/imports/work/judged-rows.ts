import type { CleanGame, CleanLine } from "@babyfoot/history";
import { asidesOf, bothAsides } from "./asides.ts";
import type { CopyValue } from "./copy-text.ts";
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
  bothAsides(
    rows.find((row) => row.playerId === line.playerId)?.asides ?? "{}",
    asidesOf({
      ping_ms: line.pingMs,
      mood: line.mood,
      comment: line.comment,
      notes: line.notes,
    }),
  ),
];
