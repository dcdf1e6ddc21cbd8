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
import { expectedVersion, sendVersion } from "../../platform/http/etag.ts";
import { once } from "../../platform/http/idempotency.ts";
import { pageOf, readCursor } from "../../platform/http/pages.ts";
import { loadTables } from "../tables/tables.service.ts";
import { faultCursorSchema, listFaults, presentFault } from "./faults.queries.ts";
import { changeFault, knowFault, reportFault } from "./faults.service.ts";

interface FaultDeps {
  db: Db;
  secretKey: string;
}

/** What is wrong with a table, reported by players and resolved by staff. */
export async function faults(instance: FastifyInstance, deps: FaultDeps): Promise<void> {
  listRoutes(instance, deps);
  reportRoute(instance, deps);
  resolveRoutes(instance, deps);
}

function listRoutes(instance: FastifyInstance, { db }: FaultDeps): void {
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
      if ((await loadTables(db, [filter.tableId])).length === 0) throw new AppError("not_found");
      const rows = await listFaults(db, filter, { limit: limit + 1, after });
      return pageOf(rows, limit, presentFault, (row) => [row.reported_at.toISOString(), row.id]);
    },
  );
}

function reportRoute(instance: FastifyInstance, { db, secretKey }: FaultDeps): void {
  const app = instance.withTypeProvider<ZodTypeProvider>();
  app.post(
    "/api/v1/tables/:id/faults",
    {
      config: { access: "player", errors: ["forbidden", "idempotency_key_reused"] },
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
      sendVersion(reply, created.body.version);
      return reply.code(201).send(created.body.fault);
    },
  );
}

function resolveRoutes(instance: FastifyInstance, { db }: FaultDeps): void {
  const app = instance.withTypeProvider<ZodTypeProvider>();
  app.get(
    "/api/v1/faults/:id",
    {
      config: { access: "staff" },
      schema: {
        tags: ["faults"],
        summary: "One fault",
        params: idParamsSchema,
        response: { 200: faultSchema },
      },
    },
    async (request, reply) => {
      const { fault, version } = await knowFault(db, request.params.id);
      sendVersion(reply, version);
      return fault;
    },
  );

  app.patch(
    "/api/v1/faults/:id",
    {
      config: { access: "staff", errors: ["conflict", "stale"] },
      schema: {
        tags: ["faults"],
        summary: "Resolves a fault, or says whether it blocks the table",
        params: idParamsSchema,
        body: faultPatchSchema,
        response: { 200: faultSchema },
      },
    },
    async (request, reply) => {
      const by = { personId: (await signedIn(request)).id, expected: expectedVersion(request) };
      const { fault, version } = await db
        .transaction()
        .execute((tx) => changeFault(tx, request.params.id, request.body, by));
      sendVersion(reply, version);
      return fault;
    },
  );
}
