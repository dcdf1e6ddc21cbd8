import {
  bookingStandingSchema,
  idParamsSchema,
  listOf,
  listQuerySchema,
  pardonGivenSchema,
  pardonSchema,
  type Standing,
  standingSchema,
} from "@babyfoot/contract";
import type { FastifyInstance } from "fastify";
import type { ZodTypeProvider } from "fastify-type-provider-zod";
import { z } from "zod";
import { signedIn } from "../../platform/http/access.ts";
import { pageOf, readCursor } from "../../platform/http/pages.ts";
import { findVenue, presentVenue } from "../venues/venues.service.ts";
import type { ReservationDeps } from "./reservations.deps.ts";
import {
  pardon,
  pardonCursorSchema,
  pardonsOf,
  type StandingRow,
  standingCursorSchema,
  standingOf,
  standingsOf,
} from "./standings.ts";

const tags = ["reservations"];

const instantOrNull = (at: number | null): string | null =>
  at === null ? null : new Date(at).toISOString();

const presentStanding = (row: StandingRow): Standing => ({
  player: { id: row.playerId, displayName: row.displayName },
  strikes: row.strikes,
  suspendedUntil: instantOrNull(row.suspendedUntil),
  lastNoShowAt: new Date(row.lastAt).toISOString(),
});

/** How unclaimed reservations count against players. */
export function standingRoutes(instance: FastifyInstance, deps: ReservationDeps): void {
  readRoutes(instance, deps);
  pardonRoutes(instance, deps);
}

function readRoutes(instance: FastifyInstance, { db }: ReservationDeps): void {
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
      return { strikes, suspendedUntil: instantOrNull(suspendedUntil) };
    },
  );
  app.get(
    "/api/v1/venues/:id/standings",
    {
      config: { access: "staff" },
      schema: {
        tags,
        summary: "Who has left reservations unclaimed that still count, the latest first",
        params: idParamsSchema,
        querystring: listQuerySchema,
        response: { 200: listOf(standingSchema) },
      },
    },
    async (request) => {
      const { limit, cursor } = request.query;
      const venue = presentVenue(await findVenue(db, request.params.id));
      const rows = await standingsOf(db, venue, readCursor(cursor, standingCursorSchema));
      return pageOf(rows, limit, presentStanding, (row) => [row.lastAt, row.playerId]);
    },
  );
}

function pardonRoutes(instance: FastifyInstance, { db }: ReservationDeps): void {
  const app = instance.withTypeProvider<ZodTypeProvider>();
  app.get(
    "/api/v1/venues/:id/pardons",
    {
      config: { access: "staff" },
      schema: {
        tags,
        summary: "Who was let book again by whom, the latest first",
        params: idParamsSchema,
        querystring: listQuerySchema,
        response: { 200: listOf(pardonGivenSchema) },
      },
    },
    async (request) => {
      const { limit, cursor } = request.query;
      const { id } = await findVenue(db, request.params.id);
      const after = readCursor(cursor, pardonCursorSchema);
      const rows = await pardonsOf(db, id, { limit: limit + 1, after });
      return pageOf(
        rows,
        limit,
        (row) => ({
          player: { id: row.playerId, displayName: row.playerName },
          givenBy: { id: row.giverId, displayName: row.giverName },
          at: row.at.toISOString(),
        }),
        (row) => [row.at.toISOString(), row.playerId],
      );
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
      const { id: venueId } = await findVenue(db, request.params.id);
      const given = { venueId, playerId: request.body.playerId, givenBy: staff.id };
      await db.transaction().execute((tx) => pardon(tx, given));
      return reply.code(204).send(null);
    },
  );
}
