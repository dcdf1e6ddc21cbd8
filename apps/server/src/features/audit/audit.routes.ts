import { auditEntrySchema, auditQuerySchema, listOf } from "@babyfoot/contract";
import type { FastifyInstance } from "fastify";
import type { ZodTypeProvider } from "fastify-type-provider-zod";
import type { Db } from "../../platform/database.ts";
import { pageOf, readCursor } from "../../platform/http/pages.ts";
import { auditCursorSchema, listEntries, presentEntry } from "./audit.queries.ts";

/** Who did what, for administrators. */
export async function auditLog(instance: FastifyInstance, { db }: { db: Db }): Promise<void> {
  const app = instance.withTypeProvider<ZodTypeProvider>();
  app.get(
    "/api/v1/audit",
    {
      config: { access: "admin" },
      schema: {
        tags: ["audit"],
        summary: "What staff and administrators did, the latest first",
        querystring: auditQuerySchema,
        response: { 200: listOf(auditEntrySchema) },
      },
    },
    async (request) => {
      const { limit, cursor, ...filter } = request.query;
      const after = readCursor(cursor, auditCursorSchema);
      const rows = await listEntries(db, filter, { limit: limit + 1, after });
      return pageOf(rows, limit, presentEntry, (row) => [row.id]);
    },
  );
}
