import { PassThrough, Readable } from "node:stream";
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
import type pg from "pg";
import { z } from "zod";
import type { Db } from "../../platform/database.ts";
import { AppError } from "../../platform/errors.ts";
import { openSnapshot } from "../../platform/snapshot.ts";
import { requireAnalyst } from "../analysts/analysts.service.ts";
import { csvOf } from "./csv.ts";
import { statementOf } from "./datasets.ts";
import { readStatus } from "./exports.queries.ts";
import { jsonOf } from "./json.ts";
import { parquetOf } from "./parquet.ts";

interface ExportDeps {
  db: Db;
  secretKey: string;
  connection: pg.ClientConfig;
  /** `EXPORT_URL` */
  target: string | undefined;
}

const tags = ["exports"];
const FORMATS = {
  csv: { write: csvOf, type: "text/csv; charset=utf-8; header=present" },
  json: { write: jsonOf, type: "application/json; charset=utf-8" },
  parquet: { write: parquetOf, type: "application/vnd.apache.parquet" },
} as const satisfies Record<ExportFormat, object>;

/** Each keeps a connection, and what it reads from being tidied up. */
const MOST_AT_ONCE = 4;

/** All that was played, as files for analysts. */
export async function exports(instance: FastifyInstance, deps: ExportDeps): Promise<void> {
  fileRoute(instance, deps);
  statusRoute(instance, deps);
}

function fileRoute(instance: FastifyInstance, deps: ExportDeps): void {
  const app = instance.withTypeProvider<ZodTypeProvider>();
  let running = 0;
  app.get(
    `${API}/exports/:dataset.:format`,
    {
      config: { access: "analyst" },
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
      if (running >= MOST_AT_ONCE)
        throw new AppError("unavailable", undefined, { retryAfter: 5 });
      running += 1;
      reply.raw.once("close", () => {
        running -= 1;
      });
      return send(request, reply, {
        ...{ connection: deps.connection, ...request.params, filter: request.query },
      });
    },
  );
}

const CONTENT = {
  "text/csv": { schema: z.string() },
  "application/json": { schema: z.array(z.record(z.string(), z.unknown())) },
  "application/vnd.apache.parquet": { schema: z.string() },
};

interface Wanted {
  connection: pg.ClientConfig;
  dataset: ExportDataset;
  format: ExportFormat;
  filter: ExportFilter;
}

/** Streams what is wanted; whoever goes away ends the query. */
async function send(
  request: FastifyRequest,
  reply: FastifyReply,
  { connection, dataset, format, filter }: Wanted,
): Promise<FastifyReply> {
  const gone = new AbortController();
  reply.raw.once("close", () => gone.abort());
  const snapshot = await openSnapshot(connection, gone.signal);
  const { text, values } = statementOf(dataset, filter);
  const { write, type } = FORMATS[format];
  const bytes = Readable.from(write(EXPORT_COLUMNS[dataset], snapshot.blocks(text, values)));
  const body = new PassThrough();
  pipeline(bytes, body)
    .catch((error: unknown) => {
      // The answer has begun: what is cut off is all that can be told.
      if (!gone.signal.aborted) request.log.error({ err: error, dataset }, "export failed");
    })
    .finally(() => snapshot.close());
  reply
    .type(type)
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
