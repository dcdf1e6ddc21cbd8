import { shownSchema } from "@babyfoot/contract";
import type { FastifyInstance } from "fastify";
import type { ZodTypeProvider } from "fastify-type-provider-zod";
import { z } from "zod";
import type { Tracer } from "../../platform/tracing/tracer.ts";

/** Anybody may say anything here: no more of it is kept a second. */
const MOST_A_SECOND = 50;

/** Where pages that were asked to say when they have shown something: the end of its trace. */
export async function shown(
  instance: FastifyInstance,
  { tracer }: { tracer: Tracer | undefined },
): Promise<void> {
  const app = instance.withTypeProvider<ZodTypeProvider>();
  const mayCount = atMost(MOST_A_SECOND);
  app.post(
    "/api/v1/live/shown",
    {
      config: { access: "all" },
      schema: {
        tags: ["live"],
        summary: "Says that a message that carried `traceparent` has been shown",
        body: shownSchema,
        response: { 204: z.null() },
      },
    },
    async (request, reply) => {
      const { traceparent, drawnMs, sentMs } = request.body;
      if (mayCount()) {
        // By our clock, as the page's may be anything: it was received so long ago.
        const startedAt = Date.now() - sentMs;
        const attributes = { "screen.drawn_ms": drawnMs };
        tracer?.begin("screen", { parent: traceparent, startedAt, attributes })?.end();
      }
      return reply.code(204).send(null);
    },
  );
}

function atMost(perSecond: number): () => boolean {
  let second = 0;
  let count = 0;
  return () => {
    const now = Math.floor(Date.now() / 1_000);
    count = now === second ? count + 1 : 1;
    second = now;
    return count <= perSecond;
  };
}
