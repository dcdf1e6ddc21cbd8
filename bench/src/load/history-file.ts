import { seeded } from "./seeded.ts";

const NAMES = ["Zoé Perrin", "Léo Martin", "Inès Faure", "Noé Petit", "Ada Roy", "Max Brun"];
const HEADER =
  "game_id,game_date,location,table_id,table_condition,ball_type,music_playing,referee,game_duration,final_score_red," +
  "final_score_blue,winner,attendance_count,season,recorded_by,rating_raw,player_id,player_name,player_canonical_name," +
  "player_age,player_role,player_goals,player_own_goals,player_assists,player_saves,possession_time,team_color,mood," +
  "is_substitute,ping_ms,notes,duplicate_flag,misc,player_comment,created_at";

/**
 * An invented history as messy as real ones: four rows a game, any order, 35 columns, every kind of spelling.
 * Answers the CSV's rows, the header first.
 */
export function historyRows(games: number, players: number): string[] {
  const random = seeded(20_240_315);
  const pick = <T>(...choices: readonly [T, ...T[]]): T =>
    choices[Math.floor(random() * choices.length)] ?? choices[0];
  const two = (value: number): string => String(value).padStart(2, "0");
  const rows: string[] = [];
  for (let game = 1; game <= games; game += 1) {
    const [year, month, day] = [
      pick(2023, 2024, 2025),
      1 + Math.floor(random() * 12),
      1 + Math.floor(random() * 28),
    ];
    const [red, blue, minutes, seconds] = [0, 0, 5, 0].map(
      (least) => least + Math.floor(random() * 11),
    );
    const code = `G${String(game).padStart(6, "0")}`;
    const table = pick("T01", "T02", "table 3", "T04", "t05", "T06");
    const place = pick("Gym Hall", "gym hall", "Bâtiment A", "BÃ¢timent A", "Cafeteria", "Cafet");
    const condition = pick("new", "worn", "NEW", "ok");
    const ball = pick("cork", "plastic", "");
    const first = Math.floor(random() * players);
    for (let seat = 0; seat < 4; seat += 1) {
      const player = (first + seat * 37) % players;
      const name = `${NAMES[player % NAMES.length]} ${player % 97}`;
      const side = seat < 2 ? pick("Red", "R", "🔴", "red") : pick("Blue", "B", "🔵", "Bleu");
      rows.push(
        [
          random() < 0.02 ? code.toLowerCase() : code,
          pick(
            `${year}-${two(month)}-${two(day)}`,
            `${year}/${two(month)}/${two(day)}`,
            `${two(day)}-${two(month)}-${year}`,
            `${two(month)}/${two(day)}/${year}`,
          ),
          place,
          table,
          condition,
          ball,
          pick("yes", "no", ""),
          pick("Player1", "", "Ada Roy"),
          pick(
            `${minutes}min`,
            `00:${two(minutes ?? 0)}:${two(seconds ?? 0)}`,
            `${minutes}.${two(seconds ?? 0)}`,
          ),
          String(red),
          pick(String(blue), `${blue}.0`),
          pick("Red", "BLUE", "R", "B", "draw", ""),
          pick("4 players", "2", ""),
          pick(`${year}/${year + 1}`, `Season ${year % 100}-${(year % 100) + 1}`, `${year} Season`),
          pick("camera", "bot", "hand"),
          pick("4", "⭐⭐⭐", "good", ""),
          `P${String(player).padStart(4, "0")}`,
          pick(name, name.toUpperCase(), name.replace(" ", "  ")),
          name,
          String(18 + Math.floor(random() * 9)),
          pick("attack", "ATTACK", "defense", "def", "attck"),
          pick("0", "1", "two", "3"),
          pick("0", "", "1"),
          pick("0", "1", ""),
          pick("0", "4", "ten"),
          pick("576", "4:32", "3.50min"),
          side,
          pick("👍", "🙂", "😡", ""),
          pick("yes", "no", "maybe"),
          String(Math.floor(random() * 200)),
          pick("", "", '"late, again"'),
          pick("0", "1"),
          pick("", "x"),
          pick("", '"=1+1"', '"well\nplayed"', "gg"),
          `${year}-12-31`,
        ].join(","),
      );
    }
  }
  return [HEADER, ...rows];
}

/** The same as a file of a number of rows; what is beyond whole games is rows that come twice. */
export function historyFile(rows: number, players = 800): Buffer {
  const [header = "", ...all] = historyRows(Math.floor(rows / 4), players);
  const again = all.slice(0, Math.max(0, rows - all.length));
  return Buffer.from(`${[header, ...all, ...again].join("\n")}\n`);
}
