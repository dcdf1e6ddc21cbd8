import {
  idParamsSchema,
  listOf,
  listQuerySchema,
  venuePatchSchema,
  venuePreviewSchema,
  venueSchema,
} from "@babyfoot/contract";
import type { FastifyInstance } from "fastify";
import type { ZodTypeProvider } from "fastify-type-provider-zod";
import { z } from "zod";
import type { Db } from "../../platform/database.ts";
import { signedIn } from "../../platform/http/access.ts";
import { expectedVersion, sendVersion } from "../../platform/http/etag.ts";
import { pageOf, readCursor } from "../../platform/http/pages.ts";
import { changeVenue } from "./venues.changes.ts";
import { previewChange } from "./venues.preview.ts";
import { findVenue, presentVenue, VENUE_COLUMNS } from "./venues.queries.ts";

/** Ids rise with time, so the first venue stays the first. */
const venueCursorSchema = z.tuple([z.uuid()]);

/** The places with tables: their hours, closures and policy. */
export async function venues(instance: FastifyInstance, deps: { db: Db }): Promise<void> {
  readRoutes(instance, deps);
  changeRoutes(instance, deps);
}

function readRoutes(instance: FastifyInstance, { db }: { db: Db }): void {
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

function changeRoutes(instance: FastifyInstance, { db }: { db: Db }): void {
  const app = instance.withTypeProvider<ZodTypeProvider>();
  app.patch(
    "/api/v1/venues/:id",
    {
      config: { access: "admin", errors: ["stale"] },
      schema: {
        tags: ["venues"],
        summary:
          "Changes a venue's name, time zone, hours, closures or policy; on request it cancels what is reserved for when it will be closed",
        params: idParamsSchema,
        body: venuePatchSchema,
        response: { 200: venueSchema },
      },
    },
    async (request, reply) => {
      const by = { actorId: (await signedIn(request)).id, expected: expectedVersion(request) };
      const venue = await db
        .transaction()
        .execute((tx) => changeVenue(tx, request.params.id, request.body, by));
      sendVersion(reply, venue.version);
      return venue;
    },
  );
  app.post(
    "/api/v1/venues/:id/preview",
    {
      config: { access: "admin" },
      schema: {
        tags: ["venues"],
        summary: "What a change would do to what is reserved; it changes nothing",
        params: idParamsSchema,
        body: venuePatchSchema,
        response: { 200: venuePreviewSchema },
      },
    },
    async (request) => previewChange(db, request.params.id, request.body),
  );
}
