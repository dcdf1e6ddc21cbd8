import { sql } from "kysely";
import type { Db } from "../src/platform/database.ts";
import { newId } from "../src/platform/ids.ts";

interface PastLine {
  playerId: string;
  code?: string;
  team?: "red" | "blue";
  role?: "attack" | "defense";
  goals?: number;
  saves?: number;
  isSubstitute?: boolean;
}

export interface PastGame {
  code: string;
  day?: string;
  importId?: string;
  tableCode?: string;
  tableId?: string;
  score?: [number, number];
  winner?: "red" | "blue" | "draw";
  durationSeconds?: number;
  location?: string;
  recordedBy?: string;
  lines?: PastLine[];
}

/** An import of a venue, as far as other rows need one to refer to. */
export async function pastImport(db: Db, venueId: string): Promise<string> {
  const id = newId();
  const { rows } = await sql<{ there: boolean }>`
    select to_regclass('public.imports') is not null as there`.execute(db);
  if (rows[0]?.there === true)
    await sql`insert into imports (venue_id, id, status, file_name, is_preview, fingerprint, finished_at)
      values (${venueId}, ${id}, 'finished', 'past.csv', false, decode(md5(${id}), 'hex'), now())`.execute(
      db,
    );
  return id;
}

/** A person who plays, without an account. */
export async function pastPlayer(db: Db, name: string): Promise<string> {
  const id = newId();
  await db.insertInto("players").values({ id, display_name: name }).execute();
  return id;
}

/** Games as an import brings them. */
export async function pastGames(
  db: Db,
  venueId: string,
  games: readonly PastGame[],
): Promise<void> {
  const importId = games.find((game) => game.importId !== undefined)?.importId;
  const imported = importId ?? (await pastImport(db, venueId));
  await db.transaction().execute(async (tx) => {
    for (const game of games) {
      const id = newId();
      await tx
        .insertInto("games")
        .values({
          ...{ venue_id: venueId, id, code: game.code, import_id: game.importId ?? imported },
          ...{ day: game.day ?? null, table_code: game.tableCode ?? null },
          table_id: game.tableId ?? null,
          ...{ score_red: game.score?.[0] ?? null, score_blue: game.score?.[1] ?? null },
          ...{ winner: game.winner ?? null, duration_seconds: game.durationSeconds ?? null },
          ...{ location: game.location ?? null, recorded_by: game.recordedBy ?? null },
        })
        .execute();
      for (const line of game.lines ?? [])
        await tx
          .insertInto("game_lines")
          .values({
            ...{ venue_id: venueId, game_id: id, player_id: line.playerId },
            ...{ player_code: line.code ?? null, team: line.team ?? null, role: line.role ?? null },
            ...{ goals: line.goals ?? null, saves: line.saves ?? null },
            is_substitute: line.isSubstitute ?? null,
          })
          .execute();
    }
  });
}
