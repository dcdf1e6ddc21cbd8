import {
  idParamsSchema,
  listOf,
  listQuerySchema,
  type Policy,
  venuePatchSchema,
  venueSchema,
} from "@babyfoot/contract";
import type { FastifyInstance } from "fastify";
import type { ZodTypeProvider } from "fastify-type-provider-zod";
import { z } from "zod";
import type { Db } from "../../platform/database.ts";
import { AppError } from "../../platform/errors.ts";
import { checkVersion, expectedVersion, sendVersion } from "../../platform/http/etag.ts";
import { pageOf, readCursor } from "../../platform/http/pages.ts";
import { findVenue, presentVenue, VENUE_COLUMNS } from "./venues.queries.ts";

/** Ids rise with time, so the first venue stays the first. */
const venueCursorSchema = z.tuple([z.uuid()]);

/** The places with tables: their hours, closures and policy. */
export async function venues(instance: FastifyInstance, deps: { db: Db }): Promise<void> {
  readRoutes(instance, deps);
  changeRoute(instance, deps);
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

function changeRoute(instance: FastifyInstance, { db }: { db: Db }): void {
  const app = instance.withTypeProvider<ZodTypeProvider>();
  app.patch(
    "/api/v1/venues/:id",
    {
      config: { access: "admin", errors: ["stale"] },
      schema: {
        tags: ["venues"],
        summary: "Changes a venue's name, time zone, hours, closures or policy",
        params: idParamsSchema,
        body: venuePatchSchema,
        response: { 200: venueSchema },
      },
    },
    async (request, reply) => {
      const expected = expectedVersion(request);
      const row = await db.transaction().execute(async (tx) => {
        const current = await tx
          .selectFrom("venues")
          .select(VENUE_COLUMNS)
          .where("id", "=", request.params.id)
          .forUpdate()
          .executeTakeFirst();
        if (current === undefined) throw new AppError("not_found");
        checkVersion(expected, current.version);
        const { name, timeZone, openingHours, closures, policy } = request.body;
        return tx
          .updateTable("venues")
          .set({
            version: current.version + 1,
            ...(name !== undefined && { name }),
            ...(timeZone !== undefined && { time_zone: timeZone }),
            ...(openingHours !== undefined && { opening_hours: JSON.stringify(openingHours) }),
            ...(closures !== undefined && { closures: JSON.stringify(closures) }),
            ...(policy !== undefined && {
              policy: JSON.stringify({ ...(current.policy as Partial<Policy>), ...policy }),
            }),
          })
          .where("id", "=", current.id)
          .returning(VENUE_COLUMNS)
          .executeTakeFirstOrThrow();
      });
      sendVersion(reply, row.version);
      return presentVenue(row);
    },
  );
}
