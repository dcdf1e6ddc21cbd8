import { seeded } from "./seeded.ts";

const NAMES = ["Zoé Perrin", "Léo Martin", "Inès Faure", "Noé Petit", "Ada Roy", "Max Brun"];
const HEADER =
  "game_id,game_date,location,table_id,table_condition,ball_type,music_playing,referee,game_duration,final_score_red," +
  "final_score_blue,winner,attendance_count,season,recorded_by,rating_raw,player_id,player_name,player_canonical_name," +
  "player_age,player_role,player_goals,player_own_goals,player_assists,player_saves,possession_time,team_color,mood," +
  "is_substitute,ping_ms,notes,duplicate_flag,misc,player_comment,created_at";

const two = (value: number): string => String(value).padStart(2, "0");

type Pick = <T>(...choices: readonly [T, ...T[]]) => T;
type Whole = (most: number) => number;

/** What all four rows of a game say alike, each in its own spelling: columns before the player and behind. */
function gameCells(game: number, pick: Pick, whole: Whole): () => [string[], string] {
  const [year, month, day] = [pick(2023, 2024, 2025), 1 + whole(12), 1 + whole(28)];
  const [red, blue, minutes, seconds] = [whole(11), whole(11), 5 + whole(11), whole(60)];
  const code = `G${String(game).padStart(6, "0")}`;
  const table = pick("T01", "T02", "table 3", "T04", "t05", "T06");
  const place = pick("Gym Hall", "gym hall", "Bâtiment A", "BÃ¢timent A", "Cafeteria", "Cafet");
  const [condition, ball] = [pick("new", "worn", "NEW", "ok"), pick("cork", "plastic", "")];
  const days = [
    `${year}-${two(month)}-${two(day)}`,
    `${year}/${two(month)}/${two(day)}`,
    `${two(day)}-${two(month)}-${year}`,
    `${two(month)}/${two(day)}/${year}`,
  ] as const;
  return () => [
    [
      pick(code, code, code, code.toLowerCase()),
      pick(...days),
      ...[place, table, condition, ball],
      pick("yes", "no", ""),
      pick("Player1", "", "Ada Roy"),
      pick(`${minutes}min`, `00:${two(minutes)}:${two(seconds)}`, `${minutes}.${two(seconds)}`),
      String(red),
      pick(String(blue), `${blue}.0`),
      pick("Red", "BLUE", "R", "B", "draw", ""),
      pick("4 players", "2", ""),
      pick(`${year}/${year + 1}`, `Season ${year % 100}-${(year % 100) + 1}`, `${year} Season`),
      pick("camera", "bot", "hand"),
      pick("4", "⭐⭐⭐", "good", ""),
    ],
    `${year}-12-31`,
  ];
}

function playerCells(player: number, seat: number, pick: Pick, whole: Whole): string[] {
  const name = `${NAMES[player % NAMES.length]} ${player % 97}`;
  return [
    `P${String(player).padStart(4, "0")}`,
    pick(name, name.toUpperCase(), name.replace(" ", "  ")),
    name,
    String(18 + whole(9)),
    pick("attack", "ATTACK", "defense", "def", "attck"),
    pick("0", "1", "two", "3"),
    pick("0", "", "1"),
    pick("0", "1", ""),
    pick("0", "4", "ten"),
    pick("576", "4:32", "3.50min"),
    seat < 2 ? pick("Red", "R", "🔴", "red") : pick("Blue", "B", "🔵", "Bleu"),
    pick("👍", "🙂", "😡", ""),
    pick("yes", "no", "maybe"),
    String(whole(200)),
    pick("", "", '"late, again"'),
    pick("0", "1"),
    pick("", "x"),
    pick("", '"=1+1"', '"well\nplayed"', "gg"),
  ];
}

/**
 * An invented history as messy as real ones: four rows a game, 35 columns, every kind of spelling. Answers the CSV's
 * rows, the header first.
 */
function historyRows(games: number, players: number): string[] {
  const random = seeded(20_240_315);
  const whole: Whole = (most) => Math.floor(random() * most);
  const pick: Pick = (...choices) => choices[whole(choices.length)] ?? choices[0];
  const rows: string[] = [];
  for (let game = 1; game <= games; game += 1) {
    const cells = gameCells(game, pick, whole);
    const first = whole(players);
    for (let seat = 0; seat < 4; seat += 1) {
      const [before, behind] = cells();
      const own = playerCells((first + seat * 37) % players, seat, pick, whole);
      rows.push([...before, ...own, behind].join(","));
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
