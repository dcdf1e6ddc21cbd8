import {
  idParamsSchema,
  listOf,
  tableCreateSchema,
  tableListQuerySchema,
  tablePatchSchema,
  tableSchema,
} from "@babyfoot/contract";
import type { FastifyInstance } from "fastify";
import type { ZodTypeProvider } from "fastify-type-provider-zod";
import { z } from "zod";
import type { Db } from "../../platform/database.ts";
import { AppError } from "../../platform/errors.ts";
import { signedIn } from "../../platform/http/access.ts";
import { expectedVersion, sendVersion } from "../../platform/http/etag.ts";
import { once } from "../../platform/http/idempotency.ts";
import { pageOf, readCursor } from "../../platform/http/pages.ts";
import { createTable, removeTable, updateTable } from "./tables.changes.ts";
import { listTables, loadTables, tableCursorSchema } from "./tables.queries.ts";
import { presentTable } from "./tables.view.ts";

interface TableDeps {
  db: Db;
  secretKey: string;
}

/** The tables of the campus, seen by everyone, kept by administrators. */
export async function tables(instance: FastifyInstance, deps: TableDeps): Promise<void> {
  readRoutes(instance, deps);
  writeRoutes(instance, deps);
}

function readRoutes(instance: FastifyInstance, { db }: TableDeps): void {
  const app = instance.withTypeProvider<ZodTypeProvider>();
  app.get(
    "/api/v1/tables",
    {
      config: { access: "all" },
      schema: {
        tags: ["tables"],
        summary: "All tables with what happens on them",
        querystring: tableListQuerySchema,
        response: { 200: listOf(tableSchema) },
      },
    },
    async (request) => {
      const { venueId, status, limit, cursor } = request.query;
      const after = readCursor(cursor, tableCursorSchema);
      const rows = await listTables(db, { venueId, retired: status === "retired", after });
      const asked = rows
        .map(presentTable)
        .filter((table) => status === undefined || table.status === status);
      return pageOf(
        asked,
        limit,
        (table) => table,
        (table) => [table.code, table.id],
      );
    },
  );
  app.get(
    "/api/v1/tables/:id",
    {
      config: { access: "all" },
      schema: {
        tags: ["tables"],
        summary: "One table",
        params: idParamsSchema,
        response: { 200: tableSchema },
      },
    },
    async (request, reply) => {
      const [row] = await loadTables(db, [request.params.id]);
      if (row === undefined) throw new AppError("not_found");
      sendVersion(reply, row.version);
      return presentTable(row);
    },
  );
}

function writeRoutes(instance: FastifyInstance, { db, secretKey }: TableDeps): void {
  const app = instance.withTypeProvider<ZodTypeProvider>();
  app.post(
    "/api/v1/tables",
    {
      config: { access: "admin", errors: ["code_taken", "idempotency_key_reused"] },
      schema: {
        tags: ["tables"],
        summary: "Adds a table",
        body: tableCreateSchema,
        response: { 201: tableSchema },
      },
    },
    async (request, reply) => {
      const actor = (await signedIn(request)).id;
      const created = await once({ request, db, actor, secretKey }, async (tx) => ({
        status: 201,
        body: await createTable(tx, request.body, actor),
      }));
      sendVersion(reply, created.body.version);
      return reply.code(201).send(created.body);
    },
  );
  app.patch(
    "/api/v1/tables/:id",
    {
      config: { access: "admin", errors: ["code_taken", "match_running", "stale"] },
      schema: {
        tags: ["tables"],
        summary: "Changes a table, retires it or takes it back",
        params: idParamsSchema,
        body: tablePatchSchema,
        response: { 200: tableSchema },
      },
    },
    async (request, reply) => {
      const by = { actorId: (await signedIn(request)).id, expected: expectedVersion(request) };
      const table = await db
        .transaction()
        .execute((tx) => updateTable(tx, request.params.id, request.body, by));
      sendVersion(reply, table.version);
      return table;
    },
  );
  app.delete(
    "/api/v1/tables/:id",
    {
      config: { access: "admin", errors: ["match_running", "stale"] },
      schema: {
        tags: ["tables"],
        summary: "Removes a table; one that has history is retired",
        params: idParamsSchema,
        response: { 204: z.null() },
      },
    },
    async (request, reply) => {
      const by = { actorId: (await signedIn(request)).id, expected: expectedVersion(request) };
      await db.transaction().execute((tx) => removeTable(tx, request.params.id, by));
      return reply.code(204).send(null);
    },
  );
}
