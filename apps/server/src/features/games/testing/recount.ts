import { isDeepStrictEqual } from "node:util";
import { sql } from "kysely";
import type { TestServer } from "../../../../test/server.ts";

interface Game {
  venue_id: string;
  id: string;
  code: string | null;
  match_id: string | null;
  import_id: string | null;
  day: string;
  season: string;
  at: string | null;
  hour: number | null;
  table_id: string | null;
  table_code: string | null;
  duration_seconds: number | null;
  score_red: number | null;
  score_blue: number | null;
  winner: "red" | "blue" | "draw" | null;
  lines: Line[];
}

interface Line {
  player_id: string;
  team: "red" | "blue" | null;
  role: "attack" | "defense" | null;
  goals: number | null;
  own_goals: number | null;
  saves: number | null;
}

type Row = Record<string, string | number | null | string[]>;

/** All games in the order of play: those of a day without a time last, as the import names them. */
async function allGames(server: TestServer): Promise<Game[]> {
  const { rows } = await sql<Game>`
    select g.venue_id, g.id, g.code, g.match_id, g.import_id, coalesce(g.day::text, '-infinity') as day,
      coalesce(g.season, '') as season, g.started_at::text as at,
      extract(hour from g.started_at at time zone v.time_zone)::int as hour, g.table_id, g.table_code,
      g.duration_seconds, g.score_red, g.score_blue, g.winner,
      coalesce((select jsonb_agg(to_jsonb(l)) from game_lines l
        where l.venue_id = g.venue_id and l.game_id = g.id), '[]') as lines
    from games g join venues v on v.id = g.venue_id
    order by g.started_at, g.code, g.id`.execute(server.database.db);
  return rows;
}

const sum = (values: (number | null)[]): number =>
  values.reduce<number>((total, value) => total + (value ?? 0), 0);
const known = (values: unknown[]): number => values.filter((value) => value !== null).length;
const keyOf = (...parts: (string | null)[]): string => parts.join(" ");

function rowOfGames(key: string, games: Game[]): [string, Row] {
  const lines = games.flatMap((game) => game.lines);
  const scored = games.filter((game) => game.score_red !== null && game.score_blue !== null);
  const doubles = scored.filter((game) => game.match_id !== null && game.lines.length > 2);
  const goalsOf = (game: Game) => sum([game.score_red, game.score_blue]);
  const named = (game: Game) => sum(game.lines.flatMap((line) => [line.goals, line.own_goals]));
  const wonBy = (winner: string) => games.filter((game) => game.winner === winner).length;
  return [
    key,
    {
      games: games.length,
      imported: known(games.map((game) => game.import_id)),
      timed: known(games.map((game) => game.at)),
      red_wins: wonBy("red"),
      blue_wins: wonBy("blue"),
      draws: wonBy("draw"),
      goals_red: sum(scored.map((game) => game.score_red)),
      goals_blue: sum(scored.map((game) => game.score_blue)),
      lines: lines.length,
      goal_lines: known(lines.map((line) => line.goals)),
      save_lines: known(lines.map((line) => line.saves)),
      role_lines: known(lines.map((line) => line.role)),
      doubles_goals: sum(doubles.map(goalsOf)),
      unnamed_goals: sum(doubles.map((game) => Math.max(0, goalsOf(game) - named(game)))),
    },
  ];
}

type Played = Line & { day: string; result: "won" | "drawn" | "lost" | null };

const resultOf = (game: Game, line: Line): Played["result"] => {
  if (game.winner === null || line.team === null) return null;
  if (game.winner === "draw") return "drawn";
  return game.winner === line.team ? "won" : "lost";
};

interface Run {
  wins: number;
  from: string | null;
  to: string | null;
}

/** Every stretch of wins, also the empty ones at both ends. */
function runsOf(played: Played[]): Run[] {
  const runs: Run[] = [{ wins: 0, from: null, to: null }];
  for (const { result, day } of played) {
    const run = runs.at(-1);
    if (result === "won" && run !== undefined) {
      run.wins += 1;
      run.from ??= day;
      run.to = day;
    } else if (result !== null) runs.push({ wins: 0, from: null, to: null });
  }
  return runs;
}

/** A day is before no day. */
const firstDay = (first: string | null, day: string): string =>
  first === null || first === "-infinity" || (day !== "-infinity" && day < first) ? day : first;

function bestIn(played: Played[], what: "goals" | "saves") {
  const values = played.flatMap((line) => line[what] ?? []);
  const best = values.length === 0 ? null : Math.max(...values);
  const holders = played.filter((line) => best !== null && line[what] === best);
  const on = holders.map(({ day }) => day).reduce<string | null>(firstDay, null);
  return { best, held: holders.length, on };
}

function rowOfPlayer(key: string, played: Played[]): [string, Row] {
  const dated = played.filter(({ day }) => day !== "-infinity");
  const runs = runsOf(dated);
  const [first, last] = [runs[0], runs.at(-1)];
  const best = runs.reduce((most, run) => (run.wins > most.wins ? run : most));
  const count = (result: string) => played.filter((line) => line.result === result).length;
  const goals = bestIn(played, "goals");
  const saves = bestIn(played, "saves");
  const defence = played.filter((line) => line.role === "defense");
  return [
    key,
    {
      games: played.length,
      wins: count("won"),
      draws: count("drawn"),
      losses: count("lost"),
      goals: sum(played.map((line) => line.goals)),
      goal_lines: known(played.map((line) => line.goals)),
      saves: sum(played.map((line) => line.saves)),
      save_lines: known(played.map((line) => line.saves)),
      defence_games: defence.length,
      defence_saves: sum(defence.map((line) => line.saves)),
      defence_save_lines: known(defence.map((line) => line.saves)),
      best_goals: goals.best,
      best_goals_held: goals.held,
      best_goals_on: goals.on,
      best_saves: saves.best,
      best_saves_held: saves.held,
      best_saves_on: saves.on,
      streak_prefix: first?.wins ?? 0,
      streak_prefix_to: first?.to ?? null,
      streak_suffix: last?.wins ?? 0,
      streak_suffix_from: last?.from ?? null,
      streak_suffix_to: last?.to ?? null,
      streak_best: best.wins,
      streak_best_from: best.from,
      streak_best_to: best.to,
    },
  ];
}

function playerRows(games: Game[]): [string, Row][] {
  const groups = new Map<string, Played[]>();
  const ordered = games.toSorted((one, other) =>
    one.day < other.day ? -1 : one.day > other.day ? 1 : 0,
  );
  for (const game of ordered)
    for (const line of game.lines) {
      const month = game.day === "-infinity" ? game.day : `${game.day.slice(0, 7)}-01`;
      for (const [grain, start] of [
        ["day", game.day],
        ["month", month],
        ["season", "-infinity"],
      ] as const) {
        const key = keyOf(grain, start, game.venue_id, game.season, line.player_id);
        const played = { ...line, day: game.day, result: resultOf(game, line) };
        groups.set(key, [...(groups.get(key) ?? []), played]);
      }
    }
  return [...groups].map(([key, played]) => rowOfPlayer(key, played));
}

const RECORDS: [string, (game: Game) => number | null, (values: number[]) => number][] = [
  [
    "biggest_win",
    (g) =>
      g.score_red === null || g.score_blue === null ? null : Math.abs(g.score_red - g.score_blue),
    (v) => Math.max(...v),
  ],
  [
    "most_goals",
    (g) => (g.score_red === null || g.score_blue === null ? null : g.score_red + g.score_blue),
    (v) => Math.max(...v),
  ],
  ["longest_game", (g) => g.duration_seconds, (v) => Math.max(...v)],
  ["shortest_game", (g) => g.duration_seconds, (v) => Math.min(...v)],
];

function recordRows(key: string, games: Game[]): [string, Row][] {
  return RECORDS.flatMap(([kind, measure, best]) => {
    const valued = games.filter((game) => (measure(game) ?? 0) > 0);
    if (valued.length === 0) return [];
    const value = best(valued.map((game) => measure(game) ?? 0));
    const holders = valued.filter((game) => measure(game) === value);
    const game_ids = holders.slice(0, 5).map(({ id }) => id);
    return [[keyOf(key, kind), { value, held: holders.length, game_ids }]];
  });
}

function grouped(games: Game[], keyOfGame: (game: Game) => string | null): Map<string, Game[]> {
  const groups = new Map<string, Game[]>();
  for (const game of games) {
    const key = keyOfGame(game);
    if (key !== null) groups.set(key, [...(groups.get(key) ?? []), game]);
  }
  return groups;
}

const NOBODY = "00000000-0000-0000-0000-000000000000";

/** What the rollups must be, counted one game after the other. */
async function plainRecount(server: TestServer): Promise<Record<string, Map<string, Row>>> {
  const games = await allGames(server);
  const dayOf = (game: Game) => keyOf(game.day, game.venue_id, game.season);
  const days = [...grouped(games, dayOf)];
  const tables = grouped(games, (game) =>
    game.table_code === null && game.table_id === null
      ? null
      : keyOf(dayOf(game), game.table_code, game.table_id ?? NOBODY),
  );
  const hours = grouped(games, (game) =>
    game.hour === null || game.day === "-infinity" ? null : keyOf(dayOf(game), String(game.hour)),
  );
  return {
    games: new Map(days.map(([key, own]) => rowOfGames(key, own))),
    tables: new Map(
      [...tables].map(([key, own]) => [
        key,
        { games: own.length, seconds: sum(own.map((game) => game.duration_seconds)) },
      ]),
    ),
    hours: new Map([...hours].map(([key, own]) => [key, { games: own.length }])),
    records: new Map(days.flatMap(([key, own]) => recordRows(key, own))),
    players: new Map(playerRows(games)),
  };
}

const KEYS: Record<string, string[]> = {
  games: ["day", "venue_id", "season"],
  tables: ["day", "venue_id", "season", "table_code", "table_id"],
  hours: ["day", "venue_id", "season", "hour"],
  records: ["day", "venue_id", "season", "kind"],
  players: ["grain", "starts_on", "venue_id", "season", "player_id"],
};

/** What is kept. */
export async function keptRollups(server: TestServer): Promise<Record<string, Map<string, Row>>> {
  const kept: Record<string, Map<string, Row>> = {};
  for (const [name, keys] of Object.entries(KEYS)) {
    const { rows } = await sql<{ row: Row }>`
      select to_jsonb(r) as row from ${sql.table(`rollup_${name}`)} r`.execute(server.database.db);
    kept[name] = new Map(
      rows.map(({ row }) => {
        const values = Object.entries(row).filter(([column]) => !keys.includes(column));
        return [keyOf(...keys.map((key) => String(row[key]))), Object.fromEntries(values)];
      }),
    );
  }
  return kept;
}

/** Where what is kept is not what it must be: at most five of the values, as kept and as they must be. */
export async function differences(server: TestServer): Promise<unknown[]> {
  const [kept, plain] = [await keptRollups(server), await plainRecount(server)];
  const found: unknown[] = [];
  for (const [name, rows] of Object.entries(plain)) {
    const own = kept[name] ?? new Map<string, Row>();
    for (const key of new Set([...rows.keys(), ...own.keys()])) {
      const [is, must] = [own.get(key), rows.get(key)];
      for (const column of Object.keys({ ...is, ...must }))
        if (!isDeepStrictEqual(is?.[column], must?.[column]))
          found.push([name, key, column, is?.[column], must?.[column]]);
    }
  }
  return found.slice(0, 5);
}
