/** What one row says, by header. */
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
  player_role: "attack",
  player_goals: "3",
  player_own_goals: "0",
  player_assists: "1",
  player_saves: "2",
};

/** A CSV of rows; quotes where they are needed. */
export function csvOf(rows: readonly RowSaid[], delimiter = ","): string {
  const header = [...new Set([...Object.keys(ORDINARY), ...rows.flatMap(Object.keys)])];
  const cell = (text: string) =>
    /["\n\r]/.test(text) || text.includes(delimiter) ? `"${text.replaceAll('"', '""')}"` : text;
  const line = (cells: readonly string[]) => `${cells.map(cell).join(delimiter)}\n`;
  return [
    line(header),
    ...rows.map((row) => line(header.map((name) => row[name] ?? ORDINARY[name] ?? ""))),
  ].join("");
}

/** The four rows of a game, two on a side. */
export const gameRows = (gameId: string, said: RowSaid = {}, ...each: RowSaid[]): RowSaid[] =>
  ["P0001", "P0002", "P0003", "P0004"].map((playerId, at) => ({
    game_id: gameId,
    player_id: playerId,
    player_name: ["Zoé Perrin", "Léo Martin", "Inès Faure", "Noé Petit"][at] ?? "",
    team_color: at < 2 ? "Red" : "Blue",
    ...said,
    ...each[at],
  }));

/** As many games, each told apart by its columns. */
export const manyGames = (count: number, from = 1, said: RowSaid = {}): RowSaid[] =>
  Array.from({ length: count }, (_, at) =>
    gameRows(`G${String(from + at).padStart(6, "0")}`, {
      game_date: `2024-${String((at % 12) + 1).padStart(2, "0")}-${String((at % 27) + 1).padStart(2, "0")}`,
      table_id: `T${String((at % 9) + 10)}`,
      location: `Hall ${at % 7}`,
      game_duration: `00:1${at % 10}:0${at % 7}`,
      final_score_blue: String(at % 9),
      season: at % 12 < 6 ? "2023/2024" : "2024/2025",
      ...said,
    }),
  ).flat();
