import {
  bookingStandingSchema,
  idParamsSchema,
  pardonSchema,
  scheduleQuerySchema,
  scheduleSchema,
  venueScheduleSchema,
} from "@babyfoot/contract";
import type { FastifyInstance } from "fastify";
import type { ZodTypeProvider } from "fastify-type-provider-zod";
import { z } from "zod";
import { signedIn } from "../../platform/http/access.ts";
import { findVenue, presentVenue } from "../venues/venues.service.ts";
import { pardon, standingOf } from "./booking.queries.ts";
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

/** How unclaimed reservations count against a player. */
export function standingRoutes(instance: FastifyInstance, { db }: ReservationDeps): void {
  const app = instance.withTypeProvider<ZodTypeProvider>();
  app.get(
    "/api/v1/venues/:id/standing",
    {
      config: { access: "player" },
      schema: {
        tags,
        summary: "How many reservations I have left unclaimed lately, and until when I cannot book",
        params: idParamsSchema,
        response: { 200: bookingStandingSchema },
      },
    },
    async (request) => {
      const { id } = await signedIn(request);
      const venue = presentVenue(await findVenue(db, request.params.id));
      const { strikes, suspendedUntil } = await standingOf(db, venue, id);
      const until = suspendedUntil === null ? null : new Date(suspendedUntil).toISOString();
      return { strikes, suspendedUntil: until };
    },
  );
  app.post(
    "/api/v1/venues/:id/pardons",
    {
      config: { access: "staff", errors: ["unknown_player"] },
      schema: {
        tags,
        summary: "Lets a player book again: what they left unclaimed before no longer counts",
        params: idParamsSchema,
        body: pardonSchema,
        response: { 204: z.null() },
      },
    },
    async (request, reply) => {
      const staff = await signedIn(request);
      const venue = await findVenue(db, request.params.id);
      const { playerId } = request.body;
      await pardon(db, { venueId: venue.id, playerId, givenBy: staff.id });
      return reply.code(204).send(null);
    },
  );
}
