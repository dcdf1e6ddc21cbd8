import { sql } from "kysely";
import { pastImport } from "../../../../test/past-games.ts";
import type { TestServer } from "../../../../test/server.ts";
import { newId } from "../../../platform/ids.ts";
import { keepGames } from "../games.service.ts";

/** A line of an imported game: who, on which team, and what is known of it. */
export interface LineInput {
  player: string;
  team?: "red" | "blue" | null;
  role?: "attack" | "defense" | null;
  goals?: number | null;
  saves?: number | null;
}

export interface GameInput {
  day?: string | null;
  startedAt?: string | null;
  season?: string | null;
  table?: string | null;
  seconds?: number | null;
  score?: [number, number] | null;
  winner?: "red" | "blue" | "draw" | null;
  lines?: LineInput[];
}

const winnerOf = ({ score, winner }: GameInput) => {
  if (winner !== undefined) return winner;
  if (score === undefined || score === null) return null;
  const [red, blue] = score;
  return red === blue ? "draw" : red > blue ? "red" : "blue";
};

/** Players who are in a history only. */
export async function historyPlayers(server: TestServer, ...names: string[]): Promise<string[]> {
  const players = names.map((name) => ({ id: newId(), display_name: name }));
  await server.database.db.insertInto("players").values(players).execute();
  return players.map(({ id }) => id);
}

export async function firstVenue(server: TestServer): Promise<string> {
  const row = await server.database.db
    .selectFrom("venues")
    .select("id")
    .orderBy("created_at")
    .executeTakeFirstOrThrow();
  return row.id;
}

let codes = 0;

/** Adds games as an import does, in one transaction; answers the import and the games. */
export async function addGames(
  server: TestServer,
  games: GameInput[],
  venueId?: string,
): Promise<{ importId: string; ids: string[] }> {
  const venue = venueId ?? (await firstVenue(server));
  const importId = await pastImport(server.database.db, venue);
  const rows = games.map((game) => {
    codes += 1;
    return {
      venue_id: venue,
      id: newId(),
      code: `G${String(codes).padStart(6, "0")}`,
      import_id: importId,
      day: game.day ?? null,
      started_at: game.startedAt ?? null,
      season: game.season ?? null,
      table_code: game.table ?? null,
      duration_seconds: game.seconds ?? null,
      score_red: game.score?.[0] ?? null,
      score_blue: game.score?.[1] ?? null,
      winner: winnerOf(game),
    };
  });
  const lines = games.flatMap((game, index) =>
    (game.lines ?? []).map((line) => ({
      venue_id: venue,
      game_id: rows[index]?.id ?? "",
      player_id: line.player,
      team: line.team ?? null,
      role: line.role ?? null,
      goals: line.goals ?? null,
      saves: line.saves ?? null,
    })),
  );
  await server.database.db.transaction().execute(async (tx) => {
    await tx.insertInto("games").values(rows).execute();
    if (lines.length > 0) await tx.insertInto("game_lines").values(lines).execute();
  });
  return { importId, ids: rows.map(({ id }) => id) };
}

/** Until nothing is left to be counted, whoever counts it. */
export async function everythingCounted(server: TestServer): Promise<void> {
  const { db } = server.database;
  for (;;) {
    await keepGames(db);
    const { rows } = await sql<{ open: boolean }>`
      select exists (select from stale_matches) or exists (select from stale_days) as open`.execute(
      db,
    );
    if (rows[0]?.open === false) return;
  }
}
