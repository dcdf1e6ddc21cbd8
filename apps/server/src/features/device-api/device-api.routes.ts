import { boardAckSchema, deviceAckSchema, deviceEnvelopeSchema } from "@babyfoot/contract";
import type { FastifyInstance, FastifyRequest } from "fastify";
import type { ZodTypeProvider } from "fastify-type-provider-zod";
import { z } from "zod";
import { AppError } from "../../platform/errors.ts";
import { bearerOf } from "../../platform/http/bearer.ts";
import { named } from "../../platform/http/problems.ts";
import { hexHashOf } from "../../platform/ids.ts";
import { readBoardRequest } from "./boards.ts";
import type { Intake } from "./intake.ts";
import { isUnread } from "./unread.ts";

/** What tables send: the native protocol and the boards that only know their score. */
export async function deviceApi(
  instance: FastifyInstance,
  { intake }: { intake: Intake },
): Promise<void> {
  const app = instance.withTypeProvider<ZodTypeProvider>();
  app.post(
    "/api/v1/device/events",
    {
      config: { access: "device", namesItsWork: true },
      // Its answer is made by us alone and is the hottest of all: it is not checked once more.
      serializerCompiler: () => JSON.stringify,
      schema: {
        tags: ["device"],
        summary: "Events of a table's device; each counts once by (device, bootId, seq)",
        body: deviceEnvelopeSchema,
        response: { 200: deviceAckSchema },
      },
      preValidation: (request, _reply, done) => {
        bearerOf(request);
        done();
      },
      onError: async (request, _reply, error) => noteUnread(intake, request, error),
    },
    async (request) => {
      const tokenHash = hexHashOf(bearerOf(request));
      const { body: envelope, work } = request;
      return intake.takeEnvelope({ tokenHash, envelope, byMqtt: false, work }, request.log);
    },
  );
  await app.register(async (boards) => boardRoutes(boards, intake));
}

/** What cannot be read counts as rejected, as by MQTT. */
function noteUnread(intake: Intake, request: FastifyRequest, error: unknown): void {
  const code = named(error)?.code;
  if (code === undefined || !isUnread(code)) return;
  try {
    intake.takeUnread({ tokenHash: hexHashOf(bearerOf(request)), code, text: null });
  } catch {
    // Without a token it is nobody's.
  }
}

async function boardRoutes(instance: FastifyInstance, intake: Intake): Promise<void> {
  const app = instance.withTypeProvider<ZodTypeProvider>();
  readLeniently(instance);
  const url = "/api/v1/device/board/:token/*";
  app.route({
    method: ["GET", "PUT", "DELETE"],
    url,
    config: { access: "board" },
    schema: { hide: true },
    handler: () => {
      throw new AppError("method_not_allowed");
    },
  });
  app.route({
    method: ["POST", "PATCH"],
    url,
    config: { access: "board", namesItsWork: true },
    schema: {
      tags: ["device"],
      summary: "What a board sends below its secret base URL, in its own words",
      params: z.object({ token: z.string().min(1).max(200), "*": z.string().max(200) }),
      body: z.unknown(),
      response: { 200: boardAckSchema },
    },
    handler: async (request) => {
      const { token, "*": rest } = request.params;
      const report = readBoardRequest(request.method, `/${rest}`, request.body);
      return intake.takeReport(hexHashOf(token), report, request.work);
    },
  });
}

/** Old boards post nothing under a JSON or text content type, and JSON under any or none. */
function readLeniently(app: FastifyInstance): void {
  const parse = (
    _request: FastifyRequest,
    text: string | Buffer,
    done: (error: Error | null, body?: unknown) => void,
  ) => {
    const body = text.toString();
    if (body.trim() === "") return done(null, undefined);
    try {
      done(null, JSON.parse(body));
    } catch {
      done(new AppError("malformed"));
    }
  };
  app.removeContentTypeParser(["application/json", "text/plain"]);
  app.addContentTypeParser("application/json", { parseAs: "string" }, parse);
  app.addContentTypeParser("*", { parseAs: "string" }, parse);
}
