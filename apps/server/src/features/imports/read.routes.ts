import {
  type ImportReport,
  idParamsSchema,
  importDetailSchema,
  importListQuerySchema,
  importSchema,
  listOf,
  type PreviewGame,
} from "@babyfoot/contract";
import type { FastifyInstance } from "fastify";
import type { ZodTypeProvider } from "fastify-type-provider-zod";
import { z } from "zod";
import { sendVersion } from "../../platform/http/etag.ts";
import { pageOf, readCursor } from "../../platform/http/pages.ts";
import type { ImportDeps } from "./imports.deps.ts";
import { findImport, findReport, listImports } from "./imports.queries.ts";
import { presentImport } from "./imports.view.ts";

const tags = ["imports"];
/** Ids rise with time. */
const cursorSchema = z.tuple([z.uuid()]);

/** Imports as they are: the list, and one with its report. */
export function readRoutes(instance: FastifyInstance, { db }: ImportDeps): void {
  const app = instance.withTypeProvider<ZodTypeProvider>();
  app.get(
    "/api/v1/imports",
    {
      config: { access: "admin" },
      schema: {
        tags,
        summary: "Imports, newest first",
        querystring: importListQuerySchema,
        response: { 200: listOf(importSchema) },
      },
    },
    async (request) => {
      const { limit, cursor, venueId } = request.query;
      const [before] = readCursor(cursor, cursorSchema) ?? [];
      const rows = await listImports(db, { venueId, before, limit: limit + 1 });
      return pageOf(rows, limit, presentImport, (row) => [row.id]);
    },
  );
  app.get(
    "/api/v1/imports/:id",
    {
      config: { access: "admin", errors: ["not_found"] },
      schema: {
        tags,
        summary: "An import with its quality report, and what would become of the first rows",
        params: idParamsSchema,
        response: { 200: importDetailSchema },
      },
    },
    async (request, reply) => {
      const { id } = request.params;
      const [row, { report, first_rows }] = await Promise.all([
        findImport(db, id),
        findReport(db, id),
      ]);
      sendVersion(reply, row.version);
      return {
        ...presentImport(row),
        report: report === null ? null : (JSON.parse(report) as ImportReport),
        preview: first_rows === null ? [] : (JSON.parse(first_rows) as PreviewGame[]),
      };
    },
  );
}
