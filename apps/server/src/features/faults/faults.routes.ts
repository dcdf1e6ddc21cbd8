import {
  faultCreateSchema,
  faultListQuerySchema,
  faultPatchSchema,
  faultSchema,
  idParamsSchema,
  listOf,
} from "@babyfoot/contract";
import type { FastifyInstance } from "fastify";
import type { ZodTypeProvider } from "fastify-type-provider-zod";
import type { Db } from "../../platform/database.ts";
import { AppError } from "../../platform/errors.ts";
import { hasRole, signedIn } from "../../platform/http/access.ts";
import { once } from "../../platform/http/idempotency.ts";
import { pageOf, readCursor } from "../../platform/http/pages.ts";
import { faultCursorSchema, listFaults, presentFault } from "./faults.queries.ts";
import { changeFault, reportFault } from "./faults.service.ts";

/** What is wrong with a table, reported by players and resolved by staff. */
export async function faults(
  instance: FastifyInstance,
  { db, secretKey }: { db: Db; secretKey: string },
): Promise<void> {
  const app = instance.withTypeProvider<ZodTypeProvider>();

  app.get(
    "/api/v1/faults",
    {
      config: { access: "staff" },
      schema: {
        tags: ["faults"],
        summary: "Faults of all tables, newest first",
        querystring: faultListQuerySchema,
        response: { 200: listOf(faultSchema) },
      },
    },
    async (request) => {
      const { limit, cursor, open } = request.query;
      const after = readCursor(cursor, faultCursorSchema);
      const rows = await listFaults(db, { open }, { limit: limit + 1, after });
      return pageOf(rows, limit, presentFault, (row) => [row.reported_at.toISOString(), row.id]);
    },
  );

  app.get(
    "/api/v1/tables/:id/faults",
    {
      config: { access: "player" },
      schema: {
        tags: ["faults"],
        summary: "Faults of one table, newest first",
        params: idParamsSchema,
        querystring: faultListQuerySchema,
        response: { 200: listOf(faultSchema) },
      },
    },
    async (request) => {
      const { limit, cursor, open } = request.query;
      const after = readCursor(cursor, faultCursorSchema);
      const filter = { open, tableId: request.params.id };
      const rows = await listFaults(db, filter, { limit: limit + 1, after });
      return pageOf(rows, limit, presentFault, (row) => [row.reported_at.toISOString(), row.id]);
    },
  );

  app.post(
    "/api/v1/tables/:id/faults",
    {
      config: { access: "player" },
      schema: {
        tags: ["faults"],
        summary: "Reports a fault; only staff may say that it blocks the table",
        params: idParamsSchema,
        body: faultCreateSchema,
        response: { 201: faultSchema },
      },
    },
    async (request, reply) => {
      const person = await signedIn(request);
      if (request.body.blocking === true && !hasRole(person, "staff"))
        throw new AppError("forbidden");
      const created = await once({ request, db, actor: person.id, secretKey }, async (tx) => ({
        status: 201,
        body: await reportFault(tx, request.params.id, request.body, person.id),
      }));
      return reply.code(201).send(created.body);
    },
  );

  app.patch(
    "/api/v1/faults/:id",
    {
      config: { access: "staff" },
      schema: {
        tags: ["faults"],
        summary: "Resolves a fault, or says whether it blocks the table",
        params: idParamsSchema,
        body: faultPatchSchema,
        response: { 200: faultSchema },
      },
    },
    async (request) => {
      const person = await signedIn(request);
      return db
        .transaction()
        .execute((tx) => changeFault(tx, request.params.id, request.body, person.id));
    },
  );
}
