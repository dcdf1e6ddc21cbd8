import {
  idParamsSchema,
  listOf,
  matchDetailSchema,
  matchListQuerySchema,
  matchSchema,
} from "@babyfoot/contract";
import type { FastifyInstance } from "fastify";
import type { ZodTypeProvider } from "fastify-type-provider-zod";
import { z } from "zod";
import type { Db } from "../../platform/database.ts";
import { sendVersion } from "../../platform/http/etag.ts";
import { pageOf, readCursor } from "../../platform/http/pages.ts";
import { listMatches } from "./matches.queries.ts";
import { knowMatch } from "./matches.service.ts";
import { presentMatch } from "./matches.view.ts";

const cursorSchema = z.tuple([z.iso.datetime(), z.uuid()]);

/** Matches as everyone sees them. */
export async function matches(instance: FastifyInstance, { db }: { db: Db }): Promise<void> {
  const app = instance.withTypeProvider<ZodTypeProvider>();
  app.get(
    "/api/v1/matches",
    {
      config: { access: "all" },
      schema: {
        tags: ["matches"],
        summary: "Matches, newest first",
        querystring: matchListQuerySchema,
        response: { 200: listOf(matchSchema) },
      },
    },
    async (request) => {
      const { limit, cursor, ...filter } = request.query;
      const after = readCursor(cursor, cursorSchema);
      const rows = await listMatches(db, filter, { limit: limit + 1, after });
      return pageOf(rows, limit, presentMatch, (row) => [
        (row.started_at ?? new Date(0)).toISOString(),
        row.id,
      ]);
    },
  );
  app.get(
    "/api/v1/matches/:id",
    {
      config: { access: "all" },
      schema: {
        tags: ["matches"],
        summary: "One match with its story, red's chances along it, and what the asker may do",
        params: idParamsSchema,
        response: { 200: matchDetailSchema },
      },
    },
    async (request, reply) => {
      const { detail } = await knowMatch(db, request.params.id, await request.person());
      sendVersion(reply, detail.version);
      return detail;
    },
  );
}
