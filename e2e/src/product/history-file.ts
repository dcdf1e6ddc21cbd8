/** A history as a campus might have kept it, invented: the same games in every run. */
export const HISTORY = {
  name: "historique-du-foyer.csv",
  games: 14,
  season: "2023/2024",
  /** Scores most, and wins most. */
  best: "Ondine Vasseur",
  goalsOfBest: 84,
};

const PEOPLE = [
  { id: "P0001", name: HISTORY.best },
  { id: "P0002", name: "Ulysse Brandt" },
  { id: "P0003", name: "Maï Tran" },
  { id: "P0004", name: "Félicien Roy" },
] as const;

const COLUMNS = [
  ...["game_id", "game_date", "table_id", "game_duration", "final_score_red"],
  ...["final_score_blue", "winner", "season", "player_id", "player_name", "team_color"],
  ...["player_role", "player_goals", "player_saves", "humeur_du_jour"],
];

/** Dates and lengths as several people wrote them down. */
const dateOf = (game: number): string => {
  const day = `${game + 10}`;
  return game % 2 === 0 ? `2024-03-${day}` : `${day}/03/2024`;
};
const lengthOf = (game: number): string => (game % 3 === 0 ? "00:09:30" : "9min");

/** Red, the first two, beats blue 10 to 4 every time; the scores decide also where a winner is misnamed. */
function rowsOf(game: number): string[][] {
  const code = `G${`${game + 1}`.padStart(6, "0")}`;
  const winner = game === 5 ? "Blue" : "Red";
  return PEOPLE.map((person, index) => {
    const isRed = index < 2;
    const goals = [6, 4, 3, 1][index];
    return [
      ...[code, dateOf(game), `T0${(game % 3) + 1}`, lengthOf(game), "10", "4", winner],
      ...[HISTORY.season, person.id, person.name, isRed ? "Red" : "🔵"],
      ...[index % 2 === 0 ? "attack" : "defense", `${goals}`, `${index + 1}`, "bien"],
    ];
  });
}

/** The file, by the columns' usual names, or by what another school calls them. */
export function historyCsv(names: Readonly<Record<string, string>> = {}): Buffer {
  const header = COLUMNS.map((name) => names[name] ?? name);
  const rows = Array.from({ length: HISTORY.games }, (_, game) => rowsOf(game)).flat();
  return Buffer.from([header, ...rows].map((row) => `${row.join(";")}\n`).join(""));
}
