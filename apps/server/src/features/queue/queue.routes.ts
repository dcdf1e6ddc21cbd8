import {
  idParamsSchema,
  listOf,
  queueEntrySchema,
  queueJoinSchema,
  queuePatchSchema,
  reservationSchema,
  venueQueueSchema,
} from "@babyfoot/contract";
import type { FastifyInstance } from "fastify";
import type { ZodTypeProvider } from "fastify-type-provider-zod";
import { z } from "zod";
import type { Db } from "../../platform/database.ts";
import { AppError } from "../../platform/errors.ts";
import { signedIn } from "../../platform/http/access.ts";
import { sendVersion } from "../../platform/http/etag.ts";
import { once } from "../../platform/http/idempotency.ts";
import { knowReservation, presentReservation } from "../reservations/reservations.service.ts";
import { accept, beAway, dismiss, join, leave, leaveWhatIsOver, myEntry } from "./line.ts";
import { venueQueues } from "./venue-queue.ts";

interface QueueDeps {
  db: Db;
  secretKey: string;
  /** Whether only those join whose e-mail address is proven. */
  verifiedOnly: boolean;
}

const tags = ["queue"];

/** Waiting for a table: joining, leaving, and taking what is offered. */
export async function queue(instance: FastifyInstance, deps: QueueDeps): Promise<void> {
  readRoutes(instance, deps);
  joinRoute(instance, deps);
  placeRoutes(instance, deps);
  offerRoutes(instance, deps);
}

function readRoutes(instance: FastifyInstance, { db }: QueueDeps): void {
  const app = instance.withTypeProvider<ZodTypeProvider>();
  const venueQueue = venueQueues(db);
  app.get(
    "/api/v1/queue",
    {
      config: { access: "player" },
      schema: {
        tags,
        summary: "Where I wait, with my place and expected wait: one at most",
        response: { 200: listOf(queueEntrySchema) },
      },
    },
    async (request) => {
      const entry = await myEntry(db, (await signedIn(request)).id);
      return { items: entry === undefined ? [] : [entry], nextCursor: null };
    },
  );
  app.get(
    "/api/v1/venues/:id/queue",
    {
      config: { access: "all" },
      schema: {
        tags,
        summary: "Who waits in a venue, and what whoever joined now would have to expect",
        params: idParamsSchema,
        response: { 200: venueQueueSchema },
      },
    },
    async (request) => venueQueue(request.params.id),
  );
}

function joinRoute(instance: FastifyInstance, { db, secretKey, verifiedOnly }: QueueDeps): void {
  const app = instance.withTypeProvider<ZodTypeProvider>();
  app.post(
    "/api/v1/queue",
    {
      config: {
        access: "player",
        errors: [
          "not_found",
          "table_unavailable",
          "outside_opening_hours",
          "already_waiting",
          "suspended",
          "email_not_verified",
          "idempotency_key_reused",
          "conflict",
        ],
      },
      schema: {
        tags,
        summary: "Waits for a table, or for any of a venue; a free one is offered at once",
        body: queueJoinSchema,
        response: { 201: queueEntrySchema },
      },
    },
    async (request, reply) => {
      const person = await signedIn(request);
      if (verifiedOnly && !person.emailVerified) throw new AppError("email_not_verified");
      await leaveWhatIsOver(db, person.id);
      const { body } = await once({ request, db, actor: person.id, secretKey }, async (tx) => ({
        status: 201,
        body: await join(tx, request.body, person.id),
      }));
      return reply.code(201).send(body);
    },
  );
}

function placeRoutes(instance: FastifyInstance, { db }: QueueDeps): void {
  const app = instance.withTypeProvider<ZodTypeProvider>();
  app.patch(
    "/api/v1/queue",
    {
      config: { access: "player", errors: ["not_found"] },
      schema: {
        tags,
        summary: "Is passed over for a while, keeping one's place, or is back",
        body: queuePatchSchema,
        response: { 200: queueEntrySchema },
      },
    },
    async (request) => beAway(db, (await signedIn(request)).id, request.body.away),
  );
  app.delete(
    "/api/v1/queue",
    {
      config: { access: "player" },
      schema: {
        tags,
        summary: "Leaves the line; what was offered goes to the next",
        response: { 204: z.null() },
      },
    },
    async (request, reply) => {
      await leave(db, (await signedIn(request)).id);
      return reply.code(204).send(null);
    },
  );
  app.delete(
    "/api/v1/queue/:id",
    {
      config: { access: "staff", errors: ["not_found"] },
      schema: {
        tags,
        summary: "Takes somebody out of the line",
        params: idParamsSchema,
        response: { 204: z.null() },
      },
    },
    async (request, reply) => {
      await dismiss(db, request.params.id);
      return reply.code(204).send(null);
    },
  );
}

function offerRoutes(instance: FastifyInstance, { db }: QueueDeps): void {
  const app = instance.withTypeProvider<ZodTypeProvider>();
  app.post(
    "/api/v1/queue/accept",
    {
      config: {
        access: "player",
        errors: [
          "no_offer",
          "offer_expired",
          "table_unavailable",
          "outside_opening_hours",
          "suspended",
        ],
      },
      schema: {
        tags,
        summary: "Takes the table that is offered: it is a reservation then, to be claimed there",
        response: { 200: reservationSchema },
      },
    },
    async (request, reply) => {
      const id = await accept(db, (await signedIn(request)).id);
      const row = await knowReservation(db, id);
      sendVersion(reply, row.version);
      return presentReservation(row);
    },
  );
  app.post(
    "/api/v1/queue/decline",
    {
      config: { access: "player", errors: ["not_found"] },
      schema: {
        tags,
        summary: "Lets what is offered go to the next, and is away; the place is kept for a while",
        response: { 200: queueEntrySchema },
      },
    },
    async (request) => beAway(db, (await signedIn(request)).id, true),
  );
}
