import { PassThrough } from "node:stream";
import { pipeline } from "node:stream/promises";
import {
  API,
  EXPORT_COLUMNS,
  type ExportDataset,
  type ExportFilter,
  type ExportFormat,
  exportParamsSchema,
  exportQuerySchema,
  exportStatusSchema,
} from "@babyfoot/contract";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { ZodTypeProvider } from "fastify-type-provider-zod";
import { z } from "zod";
import type { DatabaseAddress } from "../../platform/connection.ts";
import type { Db } from "../../platform/database.ts";
import { AppError } from "../../platform/errors.ts";
import { requireAnalyst } from "../analysts/analysts.service.ts";
import { beginFile } from "./child.ts";
import { statementOf } from "./datasets.ts";
import { readStatus } from "./exports.queries.ts";

interface ExportDeps {
  db: Db;
  secretKey: string;
  database: DatabaseAddress;
  /** `EXPORT_URL` */
  target: string | undefined;
}

const tags = ["exports"];
const TYPES: Record<ExportFormat, string> = {
  csv: "text/csv; charset=utf-8; header=present",
  json: "application/json; charset=utf-8",
  parquet: "application/vnd.apache.parquet",
};

/** Each keeps a process and a connection, and what it reads from being tidied up. */
const MOST_AT_ONCE = 4;

/** All that was played, as files for analysts. */
export async function exports(instance: FastifyInstance, deps: ExportDeps): Promise<void> {
  fileRoute(instance, deps);
  statusRoute(instance, deps);
}

function fileRoute(instance: FastifyInstance, deps: ExportDeps): void {
  const app = instance.withTypeProvider<ZodTypeProvider>();
  const { database } = deps;
  let running = 0;
  app.get(
    `${API}/exports/:dataset.:format`,
    {
      config: { access: "analyst", errors: ["not_found"] },
      onRequest: (request) => requireAnalyst(request, deps),
      schema: {
        tags,
        summary: "A dataset as a file: its columns are in docs/data/exports.md",
        params: exportParamsSchema,
        querystring: exportQuerySchema,
        response: { 200: { content: CONTENT } },
      },
    },
    async (request, reply) => {
      if (running >= MOST_AT_ONCE) throw new AppError("unavailable", undefined, { retryAfter: 5 });
      running += 1;
      reply.raw.once("close", () => {
        running -= 1;
      });
      return send(request, reply, { database, ...request.params, filter: request.query });
    },
  );
}

const CONTENT = {
  "text/csv": { schema: z.string() },
  "application/json": { schema: z.array(z.record(z.string(), z.unknown())) },
  "application/vnd.apache.parquet": { schema: z.string() },
};

interface Wanted {
  database: DatabaseAddress;
  dataset: ExportDataset;
  format: ExportFormat;
  filter: ExportFilter;
}

/** Streams what is wanted; whoever goes away ends the query. */
async function send(
  request: FastifyRequest,
  reply: FastifyReply,
  { database, dataset, format, filter }: Wanted,
): Promise<FastifyReply> {
  const gone = new AbortController();
  reply.raw.once("close", () => gone.abort());
  const [statement, columns] = [statementOf(dataset, filter), EXPORT_COLUMNS[dataset]];
  const parts = await beginFile({ database, statement, columns, format }, gone.signal);
  const body = new PassThrough();
  pipeline(parts, body).catch((error: unknown) => {
    // The answer has begun: that it is cut off is all that can be told.
    if (!gone.signal.aborted) request.log.error({ err: error, dataset }, "export failed");
  });
  reply
    .type(TYPES[format])
    .header("content-disposition", `attachment; filename="${fileNameOf(dataset, format, filter)}"`)
    .header("cache-control", "private, no-store")
    .header("x-accel-buffering", "no");
  return reply.send(body);
}

/** E.g. `babyfoot-games-from-2026-09-01-to-2026-11-26.csv`. */
function fileNameOf(dataset: ExportDataset, format: ExportFormat, { from, to }: ExportFilter) {
  const period = [
    ...(from === undefined ? [] : [`from-${from}`]),
    ...(to === undefined ? [] : [`to-${to}`]),
  ];
  return `${["babyfoot", dataset, ...period].join("-")}.${format}`;
}

function statusRoute(instance: FastifyInstance, { db, target }: ExportDeps): void {
  instance.withTypeProvider<ZodTypeProvider>().get(
    `${API}/exports/status`,
    {
      config: { access: "admin" },
      schema: {
        tags,
        summary: "The daily export: where it goes, and how the last one went",
        response: { 200: exportStatusSchema },
      },
    },
    () => readStatus(db, target),
  );
}
