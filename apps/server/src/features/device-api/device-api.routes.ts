import { boardAckSchema, deviceAckSchema, deviceEnvelopeSchema } from "@babyfoot/contract";
import type { FastifyBaseLogger, FastifyInstance, FastifyRequest } from "fastify";
import type { ZodTypeProvider } from "fastify-type-provider-zod";
import { z } from "zod";
import type { Db } from "../../platform/database.ts";
import { AppError } from "../../platform/errors.ts";
import { bearerOf } from "../../platform/http/bearer.ts";
import { named } from "../../platform/http/problems.ts";
import { hexHashOf } from "../../platform/ids.ts";
import { withWork } from "../../platform/log/work.ts";
import { inSpan } from "../../platform/tracing/span.ts";
import { commandsAfter, nameBegun } from "../cards/cards.service.ts";
import { readBoardRequest } from "./boards.ts";
import { readEnvelope } from "./envelope.ts";
import { type Follow, ingest, type Receipt } from "./ingest.ts";
import { createLane } from "./lane.ts";
import type { Delivery } from "./passage.ts";
import { workOf } from "./traced-batch.ts";

/** So many events, or that many calls without, go into one transaction. */
const BATCH_CAPACITY = 1_000;
/** While PostgreSQL works on one batch, the next is prepared. A device always goes by the same lane. */
const LANES = 2;

type Submit = (request: FastifyRequest, delivery: Delivery) => Promise<Receipt>;

const weigh = (delivery: Delivery): number =>
  delivery.kind === "native" ? Math.max(1, delivery.read.events.length) : 1;

/** What tables send: the native protocol and the boards that only know their score. */
export async function deviceApi(
  instance: FastifyInstance,
  { db, secretKey }: { db: Db; secretKey: string },
): Promise<void> {
  const app = instance.withTypeProvider<ZodTypeProvider>();
  const naming = new Set<Promise<void>>();
  const name = (begun: readonly string[]) => {
    if (begun.length === 0) return;
    const turn = nameBegun(db, begun)
      .catch((error: unknown) => app.log.warn({ err: error }, "could not name players"))
      .finally(() => naming.delete(turn));
    naming.add(turn);
  };
  const lanes = Array.from({ length: LANES }, () =>
    createLane<Delivery, Receipt>({
      run: (batch) =>
        withWork(workOf(batch), async () => {
          const { receipts, begun } = await ingest(db, batch);
          name(begun);
          return receipts;
        }),
      weigh,
      capacity: BATCH_CAPACITY,
      // With PostgreSQL away each would wait for it in vain, one after the other.
      concernsAll: (error) => named(error)?.code === "unavailable",
    }),
  );
  const submit: Submit = (request, delivery) => {
    const lane = lanes[Number.parseInt(delivery.tokenHash.slice(0, 4), 16) % LANES];
    if (lane === undefined) throw new Error("no lane");
    const { id: requestId, work } = request;
    return inSpan(work.span?.child("lane"), (span) =>
      lane.submit({ ...delivery, requestId, ...(span !== undefined && { span }) }),
    );
  };
  const follow = async ({ reader, uids }: Follow, log: FastifyBaseLogger) => {
    try {
      return await commandsAfter({ db, secretKey }, reader, uids);
    } catch (error) {
      // The events are stored: what should have followed must not have them sent again.
      log.warn({ err: error }, "could not do what follows from events");
      return [];
    }
  };
  app.addHook("preClose", async () => {
    await Promise.all(lanes.map((lane) => lane.idle()));
    await Promise.all(naming);
  });
  app.post(
    "/api/v1/device/events",
    {
      config: { access: "device" },
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
    },
    async (request) => {
      const tokenHash = hexHashOf(bearerOf(request));
      const read = readEnvelope(request.body);
      const receipt = await submit(request, {
        kind: "native",
        tokenHash,
        receivedAt: Date.now(),
        read,
      });
      if (receipt.kind !== "native") throw new AppError("internal");
      if (receipt.next !== null) receipt.ack.commands = await follow(receipt.next, request.log);
      return receipt.ack;
    },
  );
  await app.register(async (boards) => boardRoutes(boards, submit));
}

async function boardRoutes(instance: FastifyInstance, submit: Submit): Promise<void> {
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
    config: { access: "board" },
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
      const tokenHash = hexHashOf(token);
      const receipt = await submit(request, {
        ...{ kind: "board", tokenHash, receivedAt: Date.now(), report },
      });
      if (receipt.kind !== "board") throw new AppError("internal");
      return receipt.ack;
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
