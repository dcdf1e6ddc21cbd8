import {
  API,
  idParamsSchema,
  listOf,
  listQuerySchema,
  type Player,
  playerSchema,
} from "@babyfoot/contract";
import type { FastifyInstance } from "fastify";
import type { ZodTypeProvider } from "fastify-type-provider-zod";
import { z } from "zod";
import { AppError } from "../../platform/errors.ts";
import { pageOf, readCursor } from "../../platform/http/pages.ts";
import type { AccountsDeps } from "./deps.ts";
import { findPlayer, findPlayers } from "./players.queries.ts";
import { searchSchema } from "./search.ts";

const tags = ["Players"];
const querystring = listQuerySchema.extend({ search: searchSchema.optional() });
const cursorKey = z.tuple([z.int(), searchSchema, z.uuid()]);

interface PlayerRow {
  id: string;
  display_name: string;
  avatar: string | null;
}

const presentPlayer = ({ id, display_name, avatar }: PlayerRow): Player => ({
  id,
  displayName: display_name,
  avatar,
});

/** Players as everyone sees them: by the name they chose. */
export async function playerRoutes(
  app: FastifyInstance,
  { deps }: { deps: AccountsDeps },
): Promise<void> {
  const { db } = deps.database;
  const routes = app.withTypeProvider<ZodTypeProvider>();
  routes.get(
    `${API}/players`,
    {
      config: { access: "player" },
      schema: {
        tags,
        summary: "Players by display name; those whose name begins with the search come first",
        querystring,
        response: { 200: listOf(playerSchema) },
      },
    },
    async (request) => {
      const { limit, cursor, search = "" } = request.query;
      const after = readCursor(cursor, cursorKey);
      const rows = await findPlayers(db, { search, after, limit: limit + 1 });
      return pageOf(rows, limit, presentPlayer, (row) => [row.rank, row.sort_name, row.id]);
    },
  );
  routes.get(
    `${API}/players/:id`,
    {
      config: { access: "all" },
      schema: {
        tags,
        summary: "A player",
        params: idParamsSchema,
        response: { 200: playerSchema },
      },
    },
    async (request) => {
      const row = await findPlayer(db, request.params.id);
      if (row === undefined) throw new AppError("not_found");
      return presentPlayer(row);
    },
  );
}
