import {
  idParamsSchema,
  listOf,
  reasonQuerySchema,
  seriesCancelledSchema,
  seriesListQuerySchema,
  seriesSchema,
  weeklyAnswerSchema,
  weeklySchema,
} from "@babyfoot/contract";
import type { FastifyInstance } from "fastify";
import type { ZodTypeProvider } from "fastify-type-provider-zod";
import { signedIn } from "../../platform/http/access.ts";
import { once } from "../../platform/http/idempotency.ts";
import { pageOf, readCursor } from "../../platform/http/pages.ts";
import type { ReservationDeps } from "./reservations.deps.ts";
import { cancelSeries, listSeries, presentSeries, seriesCursorSchema } from "./series.ts";
import { tell } from "./told.ts";
import { bookWeekly } from "./weekly.ts";

const tags = ["reservations"];

/** What the house holds week after week. */
export function seriesRoutes(instance: FastifyInstance, deps: ReservationDeps): void {
  weeklyRoute(instance, deps);
  keepRoutes(instance, deps);
}

function weeklyRoute(instance: FastifyInstance, { db, secretKey }: ReservationDeps): void {
  const app = instance.withTypeProvider<ZodTypeProvider>();
  app.post(
    "/api/v1/reservations/weekly",
    {
      config: { access: "staff", errors: ["not_found", "idempotency_key_reused", "conflict"] },
      schema: {
        tags,
        summary:
          "Reserves tables for the house, the same time of many weeks, where they are free; a dry run only says so",
        body: weeklySchema,
        response: { 201: weeklyAnswerSchema },
      },
    },
    async (request, reply) => {
      const { id: actor } = await signedIn(request);
      const { body } = await once({ request, db, actor, secretKey }, async (tx) => {
        const answer = await bookWeekly(tx, request.body, actor);
        const booked = answer.items.flatMap(({ reservationId }) => reservationId ?? []);
        if (booked.length > 0) await tell(tx, booked);
        return { status: 201, body: answer };
      });
      return reply.code(201).send(body);
    },
  );
}

function keepRoutes(instance: FastifyInstance, { db }: ReservationDeps): void {
  const app = instance.withTypeProvider<ZodTypeProvider>();
  app.get(
    "/api/v1/series",
    {
      config: { access: "staff" },
      schema: {
        tags,
        summary: "The series of which something is ahead, the latest made first",
        querystring: seriesListQuerySchema,
        response: { 200: listOf(seriesSchema) },
      },
    },
    async (request) => {
      const { limit, cursor, venueId } = request.query;
      const after = readCursor(cursor, seriesCursorSchema);
      const rows = await listSeries(db, venueId, { limit: limit + 1, after });
      return pageOf(rows, limit, presentSeries, (row) => [row.id]);
    },
  );
  app.delete(
    "/api/v1/series/:id",
    {
      config: { access: "staff", errors: ["not_found"] },
      schema: {
        tags,
        summary: "Cancels all that is ahead of a series, and says why",
        params: idParamsSchema,
        querystring: reasonQuerySchema,
        response: { 200: seriesCancelledSchema },
      },
    },
    async (request) => {
      const { id: by } = await signedIn(request);
      const cancellation = { id: request.params.id, by, reason: request.query.reason };
      return { cancelled: await db.transaction().execute((tx) => cancelSeries(tx, cancellation)) };
    },
  );
}
