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
import { cursorSchema, gamesOf } from "./player-games.ts";
import { playerStats } from "./player-stats.ts";

const tags = ["Players"];

/** What one player has played, as everyone sees it. */
export function playerStatsRoutes(instance: FastifyInstance, db: Db): void {
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
    (request) => playerStats(db, request.params.id),
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
      const player = await db
        .selectFrom("players")
        .select("id")
        .where("id", "=", request.params.id)
        .executeTakeFirst();
      if (player === undefined) throw new AppError("not_found");
      const rows = await gamesOf(db, player.id, { limit: limit + 1, cursor });
      return pageOf(
        rows,
        limit,
        ({ played }) => played,
        ({ key }) => key,
      );
    },
  );
}
