import { Readable } from "node:stream";
import { idParamsSchema, importReportSchema } from "@babyfoot/contract";
import type { FastifyInstance, FastifyReply } from "fastify";
import type { ZodTypeProvider } from "fastify-type-provider-zod";
import { z } from "zod";
import { AppError } from "../../platform/errors.ts";
import { newId } from "../../platform/ids.ts";
import { startReportChild } from "./child.ts";
import type { ImportDeps } from "./imports.deps.ts";
import { findReport, keeperOf } from "./imports.queries.ts";
import { keptBlocks } from "./stored-file.ts";

const tags = ["imports"];
const CSV = "text/csv; charset=utf-8";
/** Each is a process. */
const REPORTS_AT_ONCE = 2;
let reports = 0;

/** Offers a file for keeping. */
const attach = (reply: FastifyReply, name: string, type: string): FastifyReply =>
  reply
    .type(type)
    .header("content-disposition", `attachment; filename*=UTF-8''${encodeURIComponent(name)}`)
    .header("cache-control", "no-store");

const plainName = (fileName: string): string => fileName.replace(/(\.csv|\.txt)?(\.gz)?$/i, "");

/** What can be kept of an import: its report as data, and its file as it came. */
export function reportRoutes(instance: FastifyInstance, deps: ImportDeps): void {
  jsonRoute(instance, deps);
  csvRoute(instance, deps);
  fileRoute(instance, deps);
}

function jsonRoute(instance: FastifyInstance, { db }: ImportDeps): void {
  instance.withTypeProvider<ZodTypeProvider>().get(
    "/api/v1/imports/:id/report.json",
    {
      config: { access: "admin", errors: ["not_found"] },
      schema: {
        tags,
        summary: "The quality report",
        params: idParamsSchema,
        response: { 200: importReportSchema },
      },
    },
    async (request, reply) => {
      const { report, file_name } = await findReport(db, request.params.id);
      if (report === null) throw new AppError("not_found");
      attach(reply, `${plainName(file_name)}.report.json`, "application/json");
      return importReportSchema.parse(JSON.parse(report));
    },
  );
}

function csvRoute(instance: FastifyInstance, { db, runner }: ImportDeps): void {
  instance.withTypeProvider<ZodTypeProvider>().get(
    "/api/v1/imports/:id/report.csv",
    {
      exposeHeadRoute: false,
      config: { access: "admin", errors: ["not_found"] },
      schema: {
        tags,
        summary:
          "Everything that was found out about the file, line by line; safe to open in a spreadsheet",
        params: idParamsSchema,
        produces: ["text/csv"],
        response: { 200: z.string().meta({ description: "text/csv" }) },
      },
    },
    async (request, reply) => {
      const { id } = request.params;
      const { reading, file_name } = await findReport(db, id);
      if (reading === null || (await keeperOf(db, id)) === undefined)
        throw new AppError("not_found");
      if (reports >= REPORTS_AT_ONCE)
        throw new AppError("unavailable", undefined, { retryAfter: 5 });
      reports += 1;
      const child = startReportChild({
        task: "report",
        id,
        worker: newId(),
        database: runner.database,
      });
      child.once("exit", (code) => {
        reports -= 1;
        // Half a list must not look like a whole one.
        if (code !== 0) reply.raw.destroy();
      });
      reply.raw.once("close", () => child.kill());
      return attach(reply, `${plainName(file_name)}.report.csv`, CSV).send(child.stdout);
    },
  );
}

function fileRoute(instance: FastifyInstance, { db }: ImportDeps): void {
  instance.withTypeProvider<ZodTypeProvider>().get(
    "/api/v1/imports/:id/file",
    {
      exposeHeadRoute: false,
      config: { access: "admin", errors: ["not_found"] },
      schema: {
        tags,
        summary: "The file as it came, unzipped",
        params: idParamsSchema,
        produces: ["text/csv"],
        response: { 200: z.string().meta({ description: "text/csv" }) },
      },
    },
    async (request, reply) => {
      const { id } = request.params;
      const { file_name } = await findReport(db, id);
      const keeper = await keeperOf(db, id);
      if (keeper === undefined) throw new AppError("not_found");
      const file = Readable.from(keptBlocks(db, keeper), { objectMode: false });
      return attach(reply, file_name.replace(/\.gz$/i, ""), "text/csv").send(file);
    },
  );
}
