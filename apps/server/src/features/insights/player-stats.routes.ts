import {
  idParamsSchema,
  listOf,
  listQuerySchema,
  playedGameSchema,
  playerStatsSchema,
} from "@babyfoot/contract";
import type { FastifyInstance } from "fastify";
import type { ZodTypeProvider } from "fastify-type-provider-zod";
import type { Db } from "../../platform/database.ts";
import { AppError } from "../../platform/errors.ts";
import { pageOf, readCursor } from "../../platform/http/pages.ts";
import type { Read } from "../../platform/replica/replica.ts";
import { cursorSchema, type GameCursor, gamesOf, type PlayedRow } from "./player-games.ts";
import { playerStats } from "./player-stats.ts";

const tags = ["Players"];

/** What one player has played, as everyone sees it. */
export function playerStatsRoutes(instance: FastifyInstance, read: Read): void {
  const app = instance.withTypeProvider<ZodTypeProvider>();
  app.get(
    "/api/v1/players/:id/stats",
    {
      config: { access: "all" },
      schema: {
        tags,
        summary: "What a player's games come to: form, streaks, partners, opponents, positions",
        params: idParamsSchema,
        response: { 200: playerStatsSchema },
      },
    },
    (request) => read((db) => playerStats(db, request.params.id)),
  );
  app.get(
    "/api/v1/players/:id/games",
    {
      config: { access: "all" },
      schema: {
        tags,
        summary: "A player's games, newest first; those without a day come last",
        params: idParamsSchema,
        querystring: listQuerySchema,
        response: { 200: listOf(playedGameSchema) },
      },
    },
    async (request) => {
      const { limit, cursor: given } = request.query;
      const cursor = readCursor(given, cursorSchema);
      const rows = await read((db) =>
        gamesOfPlayer(db, request.params.id, { limit: limit + 1, cursor }),
      );
      return pageOf(
        rows,
        limit,
        ({ played }) => played,
        ({ key }) => key,
      );
    },
  );
}

/** @throws AppError `not_found`. */
async function gamesOfPlayer(
  db: Db,
  id: string,
  page: { limit: number; cursor: GameCursor | undefined },
): Promise<PlayedRow[]> {
  const player = await db
    .selectFrom("players")
    .select("id")
    .where("id", "=", id)
    .executeTakeFirst();
  if (player === undefined) throw new AppError("not_found");
  return gamesOf(db, player.id, page);
}
