import {
  cancellationQuerySchema,
  checkInBodySchema,
  idParamsSchema,
  invitationAnswerBodySchema,
  listOf,
  reservationCreateSchema,
  reservationListQuerySchema,
  reservationPatchSchema,
  reservationSchema,
} from "@babyfoot/contract";
import type { FastifyInstance, FastifyReply } from "fastify";
import type { ZodTypeProvider } from "fastify-type-provider-zod";
import { AppError } from "../../platform/errors.ts";
import { hasRole, signedIn } from "../../platform/http/access.ts";
import { expectedVersion, sendVersion } from "../../platform/http/etag.ts";
import { once } from "../../platform/http/idempotency.ts";
import { pageOf, readCursor } from "../../platform/http/pages.ts";
import { oneAtATime } from "../../platform/one-at-a-time.ts";
import { sharedReads } from "../../platform/shared-reads.ts";
import { isPresent } from "../presence/presence.service.ts";
import { book, look, type Time } from "./book.ts";
import { changeReservation } from "./change.ts";
import type { ReservationDeps } from "./reservations.deps.ts";
import { noteBooked } from "./reservations.notices.ts";
import { concerns } from "./reservations.policy.ts";
import {
  knowReservation,
  listReservations,
  reservationCursorSchema,
} from "./reservations.queries.ts";
import { presentReservation, type ReservationRow } from "./reservations.view.ts";
import { scheduleRoutes } from "./schedule.routes.ts";
import { seriesRoutes } from "./series.routes.ts";
import { standingRoutes } from "./standings.routes.ts";
import { told } from "./told.ts";
import { answerInvitation, checkIn, giveBack } from "./use.ts";

const tags = ["reservations"];
const TIME_CODES = [
  "slot_taken",
  "outside_opening_hours",
  "in_the_past",
  "not_on_slot_boundary",
  "too_long",
  "too_far_ahead",
  "too_many_reservations",
  "daily_limit",
  "player_busy",
  "table_unavailable",
] as const;

/** Who has a table when: booked, changed, claimed, given back. */
export async function reservations(
  instance: FastifyInstance,
  deps: ReservationDeps,
): Promise<void> {
  scheduleRoutes(instance, deps);
  standingRoutes(instance, deps);
  readRoutes(instance, deps);
  bookRoute(instance, deps);
  seriesRoutes(instance, deps);
  changeRoutes(instance, deps);
  useRoutes(instance, deps);
}

/** Answers a reservation with its version. */
function answer(reply: FastifyReply, row: ReservationRow) {
  sendVersion(reply, row.version);
  return presentReservation(row);
}

function readRoutes(instance: FastifyInstance, { db }: ReservationDeps): void {
  const app = instance.withTypeProvider<ZodTypeProvider>();
  app.get(
    "/api/v1/reservations",
    {
      config: { access: "player" },
      schema: {
        tags,
        summary: "One's own reservations and invitations, the latest start first; staff see all",
        querystring: reservationListQuerySchema,
        response: { 200: listOf(reservationSchema) },
      },
    },
    async (request) => {
      const person = await signedIn(request);
      const { limit, cursor, mine, ...filter } = request.query;
      const own = mine === "true" || !hasRole(person, "staff");
      const rows = await listReservations(
        db,
        { ...filter, ...(own && { playerId: person.id }) },
        { limit: limit + 1, after: readCursor(cursor, reservationCursorSchema) },
      );
      return pageOf(rows, limit, presentReservation, (row) => [
        row.starts_at.toISOString(),
        row.id,
      ]);
    },
  );
  app.get(
    "/api/v1/reservations/:id",
    {
      config: { access: "player" },
      schema: {
        tags,
        summary: "One reservation, for its players and staff",
        params: idParamsSchema,
        response: { 200: reservationSchema },
      },
    },
    async (request, reply) => {
      const person = await signedIn(request);
      const row = await knowReservation(db, request.params.id);
      if (!concerns(row, person)) throw new AppError("not_found");
      return answer(reply, row);
    },
  );
}

function bookRoute(instance: FastifyInstance, deps: ReservationDeps): void {
  const { db, secretKey, verifiedOnly } = deps;
  // Of a thousand who want one slot nearly all are refused here, by a few readings.
  const inTurn = oneAtATime(sharedReads((wish) => look(db, JSON.parse(wish))));
  const app = instance.withTypeProvider<ZodTypeProvider>();
  app.post(
    "/api/v1/reservations",
    {
      config: {
        access: "player",
        errors: [
          ...TIME_CODES,
          "not_found",
          "suspended",
          "player_twice",
          "unknown_player",
          "email_not_verified",
          "idempotency_key_reused",
          "conflict",
        ],
      },
      schema: {
        tags,
        summary: "Reserves a table; a time that is taken is answered with the nearest free ones",
        body: reservationCreateSchema,
        response: { 201: reservationSchema },
      },
    },
    async (request, reply) => {
      const person = await signedIn(request);
      if (verifiedOnly && !person.emailVerified) throw new AppError("email_not_verified");
      const { playerIds: guests = [], ...wish } = request.body;
      const make = (seen?: Time) =>
        once({ request, db, actor: person.id, secretKey }, async (tx) => {
          const time = seen ?? (await look(tx, wish));
          const id = await book(tx, time, { playerId: person.id, guests });
          await noteBooked(tx, await knowReservation(tx, id));
          return { status: 201, body: presentReservation(await told(tx, id)) };
        });
      // With a key the first answer comes again, whatever has become of the time since.
      const repeatable = request.headers["idempotency-key"] !== undefined;
      const { body } = await (repeatable ? make() : inTurn(JSON.stringify(wish), make));
      sendVersion(reply, body.version);
      return reply.code(201).send(body);
    },
  );
}

function changeRoutes(instance: FastifyInstance, { db, line }: ReservationDeps): void {
  const app = instance.withTypeProvider<ZodTypeProvider>();
  app.patch(
    "/api/v1/reservations/:id",
    {
      config: {
        access: "player",
        errors: [...TIME_CODES, "forbidden", "conflict", "stale"],
      },
      schema: {
        tags,
        summary: "Extends, shortens or moves a reservation, by the same rules",
        params: idParamsSchema,
        body: reservationPatchSchema,
        response: { 200: reservationSchema },
      },
    },
    async (request, reply) => {
      const person = await signedIn(request);
      const { id } = request.params;
      const { reason } = request.body;
      const change = { id, person, reason, expected: expectedVersion(request) };
      return answer(reply, await changeReservation(db, change, request.body));
    },
  );
  app.delete(
    "/api/v1/reservations/:id",
    {
      config: { access: "player", errors: ["forbidden", "conflict", "stale"] },
      schema: {
        tags,
        summary:
          "Gives a reservation back: cancels it, or ends one in use; the rest is free at once",
        params: idParamsSchema,
        querystring: cancellationQuerySchema,
        response: { 200: reservationSchema },
      },
    },
    async (request, reply) => {
      const person = await signedIn(request);
      const { id } = request.params;
      const { reason } = request.query;
      const change = { id, person, reason, expected: expectedVersion(request) };
      return answer(reply, await giveBack(db, change, line));
    },
  );
}

function useRoutes(instance: FastifyInstance, { db, secretKey }: ReservationDeps): void {
  const app = instance.withTypeProvider<ZodTypeProvider>();
  app.post(
    "/api/v1/reservations/:id/check-in",
    {
      config: {
        access: "player",
        errors: [
          "forbidden",
          "check_in_too_early",
          "check_in_too_late",
          "not_at_table",
          "conflict",
        ],
      },
      schema: {
        tags,
        summary:
          "Claims a reservation; unclaimed by its limit, the table is free. Some venues want it done at the table",
        params: idParamsSchema,
        body: checkInBodySchema,
        response: { 200: reservationSchema },
      },
    },
    async (request, reply) => {
      const person = await signedIn(request);
      const token = request.body?.token;
      const isThere = (tableId: string) => isPresent(secretKey, { tableId, token }, Date.now());
      return answer(reply, await checkIn(db, { id: request.params.id, person, isThere }));
    },
  );
  app.post(
    "/api/v1/reservations/:id/answer",
    {
      config: { access: "player", errors: ["conflict", "player_busy"] },
      schema: {
        tags,
        summary: "Accepts or declines an invitation",
        params: idParamsSchema,
        body: invitationAnswerBodySchema,
        response: { 200: reservationSchema },
      },
    },
    async (request, reply) => {
      const person = await signedIn(request);
      const { answer: given } = request.body;
      const row = await answerInvitation(db, { id: request.params.id, person, answer: given });
      return answer(reply, row);
    },
  );
}
