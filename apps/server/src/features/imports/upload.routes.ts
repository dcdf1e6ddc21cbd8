import { once } from "node:events";
import { Readable } from "node:stream";
import { setTimeout as wait } from "node:timers/promises";
import { importAnswerSchema, importQuerySchema } from "@babyfoot/contract";
import type { FastifyInstance, FastifyRequest } from "fastify";
import type { ZodTypeProvider } from "fastify-type-provider-zod";
import type { z } from "zod";
import { AppError } from "../../platform/errors.ts";
import { signedIn } from "../../platform/http/access.ts";
import { takeYourTime } from "../../platform/http/problems.ts";
import { findVenue, firstVenueId } from "../venues/venues.service.ts";
import type { ImportDeps } from "./imports.deps.ts";
import { presentImport } from "./imports.view.ts";
import { readMapping } from "./mapping.ts";
import { receiveFile } from "./receive.ts";
import { SILENCE_SECONDS } from "./sweep.ts";

const DRAIN_MS = 5_000;
const NAMELESS = "history.csv";

/** Takes in a history. */
export function uploadRoute(instance: FastifyInstance, { db, runner }: ImportDeps): void {
  const app = instance.withTypeProvider<ZodTypeProvider>();
  app.post(
    "/api/v1/imports",
    {
      config: {
        access: "admin",
        errors: [
          "malformed",
          "not_found",
          "import_running",
          "import_over",
          "too_large",
          "unsupported_type",
          "not_a_history",
        ],
      },
      schema: {
        tags: ["imports"],
        summary:
          "Brings in a history: a CSV, gzipped or not, up to 2 GB unzipped. The same file again changes nothing",
        consumes: ["text/csv", "application/gzip", "multipart/form-data"],
        querystring: importQuerySchema,
        response: { 202: importAnswerSchema },
      },
    },
    async (request, reply) => {
      const { id: byId } = await signedIn(request);
      const { query } = request;
      const wish = { ...(await wishOf(db, query)), byId, worker: null };
      takeYourTime(request.raw.socket);
      request.raw.socket.setTimeout(SILENCE_SECONDS * 1_000);
      try {
        const { stream, name } = await fileIn(request);
        const fileName = fileNameOf(query.fileName ?? name);
        const row = await receiveFile(db, stream, {
          ...{ ...wish, fileName },
          onBytes: runner.expect,
        });
        if (row.status === "importing") runner.wake();
        const { id, status } = presentImport(row);
        return reply.code(202).send({ id, status });
      } catch (error) {
        await takeTheRest(request);
        reply.header("connection", "close");
        throw error;
      }
    },
  );
}

async function wishOf(db: ImportDeps["db"], query: z.infer<typeof importQuerySchema>) {
  const venueId =
    query.venueId === undefined ? await firstVenueId(db) : (await findVenue(db, query.venueId)).id;
  return {
    venueId,
    isPreview: query.preview === "true",
    options: { mapping: readMapping(query.mapping), repairSides: query.repairSides === "true" },
  };
}

async function fileIn(request: FastifyRequest): Promise<{ stream: Readable; name: string }> {
  if (request.isMultipart()) {
    const part = await request.file({ limits: { files: 1, fileSize: Number.POSITIVE_INFINITY } });
    if (part === undefined) throw new AppError("malformed");
    return { stream: part.file, name: part.filename };
  }
  if (!(request.body instanceof Readable)) throw new AppError("unsupported_type");
  return { stream: request.body, name: NAMELESS };
}

/** The name of a file without the folders it was in. */
function fileNameOf(told: string): string {
  const name = told.split(/[/\\]/).at(-1) ?? "";
  return name.replace(/\p{C}/gu, "").trim().slice(0, 200) || NAMELESS;
}

/** An answer is heard by those alone who may say all that they wanted to say. */
async function takeTheRest({ raw }: FastifyRequest): Promise<void> {
  if (raw.readableEnded || raw.destroyed) return;
  const ended = Promise.race([once(raw, "end"), once(raw, "close")]);
  raw.resume();
  await Promise.race([ended, wait(DRAIN_MS, undefined, { ref: false })]).catch(() => undefined);
}
