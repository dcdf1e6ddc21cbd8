import { idParamsSchema, listOf, listQuerySchema, venueSchema } from "@babyfoot/contract";
import type { FastifyInstance } from "fastify";
import type { ZodTypeProvider } from "fastify-type-provider-zod";
import { z } from "zod";
import type { Db } from "../../platform/database.ts";
import { sendVersion } from "../../platform/http/etag.ts";
import { pageOf, readCursor } from "../../platform/http/pages.ts";
import { findVenue, presentVenue, VENUE_COLUMNS } from "./venues.queries.ts";

/** Ids rise with time, so the first venue stays the first. */
const venueCursorSchema = z.tuple([z.uuid()]);

/** The places with tables: their hours, closures and policy. */
export async function venues(instance: FastifyInstance, { db }: { db: Db }): Promise<void> {
  const app = instance.withTypeProvider<ZodTypeProvider>();

  app.get(
    "/api/v1/venues",
    {
      config: { access: "all" },
      schema: {
        tags: ["venues"],
        summary: "All venues",
        querystring: listQuerySchema,
        response: { 200: listOf(venueSchema) },
      },
    },
    async (request) => {
      const { limit, cursor } = request.query;
      const [after] = readCursor(cursor, venueCursorSchema) ?? [];
      let query = db.selectFrom("venues").select(VENUE_COLUMNS);
      if (after !== undefined) query = query.where("id", ">", after);
      const rows = await query
        .orderBy("id")
        .limit(limit + 1)
        .execute();
      return pageOf(rows, limit, presentVenue, (row) => [row.id]);
    },
  );

  app.get(
    "/api/v1/venues/:id",
    {
      config: { access: "all" },
      schema: {
        tags: ["venues"],
        summary: "One venue",
        params: idParamsSchema,
        response: { 200: venueSchema },
      },
    },
    async (request, reply) => {
      const row = await findVenue(db, request.params.id);
      sendVersion(reply, row.version);
      return presentVenue(row);
    },
  );
}
