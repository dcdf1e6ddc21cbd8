import {
  idParamsSchema,
  scheduleQuerySchema,
  scheduleSchema,
  venueScheduleSchema,
} from "@babyfoot/contract";
import type { FastifyInstance } from "fastify";
import type { ZodTypeProvider } from "fastify-type-provider-zod";
import type { ReservationDeps } from "./reservations.deps.ts";
import { tableSchedule, venueSchedules } from "./schedule.ts";

const tags = ["reservations"];

/** What is free when. */
export function scheduleRoutes(instance: FastifyInstance, { db }: ReservationDeps): void {
  const app = instance.withTypeProvider<ZodTypeProvider>();
  const venueSchedule = venueSchedules(db);
  app.get(
    "/api/v1/tables/:id/schedule",
    {
      config: { access: "all" },
      schema: {
        tags,
        summary: "A day of a table, slot by slot, in the venue's time zone",
        params: idParamsSchema,
        querystring: scheduleQuerySchema,
        response: { 200: scheduleSchema },
      },
    },
    async (request) =>
      tableSchedule(db, request.params.id, {
        date: request.query.date,
        playerId: (await request.person())?.id,
      }),
  );
  app.get(
    "/api/v1/venues/:id/schedule",
    {
      config: { access: "all" },
      // Thousands of slots, made by us alone: they are not checked once more.
      serializerCompiler: () => JSON.stringify,
      schema: {
        tags,
        summary: "A day of all tables of a venue, slot by slot",
        params: idParamsSchema,
        querystring: scheduleQuerySchema,
        response: { 200: venueScheduleSchema },
      },
    },
    async (request) =>
      venueSchedule(request.params.id, {
        date: request.query.date,
        playerId: (await request.person())?.id,
      }),
  );
}
