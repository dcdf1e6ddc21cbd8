import { csv } from "./whole.ts";

/** What one row says, by header; what is not said is that of an ordinary row. */
export type RowSaid = Readonly<Record<string, string>>;

const ORDINARY: RowSaid = {
  game_id: "G000001",
  player_id: "P0001",
  player_name: "Zoé Perrin",
  game_date: "2024-03-15",
  table_id: "T04",
  location: "Gym Hall",
  game_duration: "00:14:00",
  final_score_red: "10",
  final_score_blue: "7",
  winner: "Red",
  season: "2023/2024",
  team_color: "Red",
  player_goals: "3",
  player_saves: "2",
};

/** A file of rows. */
export function file(...rows: RowSaid[]): string {
  const header = [...new Set([...Object.keys(ORDINARY), ...rows.flatMap(Object.keys)])];
  return csv([
    header,
    ...rows.map((row) => header.map((name) => row[name] ?? ORDINARY[name] ?? "")),
  ]);
}

/** The rows of a game, two on a side unless told otherwise. */
export const game = (gameId: string, said: RowSaid = {}, ...each: RowSaid[]): RowSaid[] =>
  ["P0001", "P0002", "P0003", "P0004"].map((playerId, at) => ({
    game_id: gameId,
    player_id: playerId,
    player_name: `Person ${"ABCD"[at]}`,
    team_color: at < 2 ? "Red" : "Blue",
    ...said,
    ...each[at],
  }));

/** Many games of one kind, none of which is like another. */
export const games = (count: number, from = 100): RowSaid[] =>
  Array.from({ length: count }, (_, at) =>
    game(`G${String(from + at).padStart(6, "0")}`, {
      game_date: `2024-03-${String((at % 28) + 1).padStart(2, "0")}`,
      table_id: `T${String((at % 9) + 10)}`,
      location: `Hall ${at % 7}`,
      game_duration: `00:1${at % 10}:0${at % 7}`,
    }),
  ).flat();
