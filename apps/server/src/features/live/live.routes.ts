import type { OutgoingHttpHeaders } from "node:http";
import { liveQuerySchema } from "@babyfoot/contract";
import type { FastifyInstance } from "fastify";
import type { ZodTypeProvider } from "fastify-type-provider-zod";
import { z } from "zod";
import type { Db } from "../../platform/database.ts";
import type { LiveHub } from "../../platform/live/hub.ts";
import { withWork } from "../../platform/log/work.ts";
import type { LiveMeasures } from "../../platform/metrics/play-metrics.ts";
import type { Tracer } from "../../platform/tracing/tracer.ts";
import { openingOf, scopeOf } from "./opening.ts";
import { shown } from "./shown.routes.ts";
import { createSnapshots } from "./snapshot.ts";
import { createViewer, type Viewer } from "./viewer.ts";
import { fanOut } from "./witnesses.ts";

const HEARTBEAT_MS = 15_000;

const STREAM_HEADERS = {
  "content-type": "text/event-stream; charset=utf-8",
  "cache-control": "no-store, no-transform",
  "x-accel-buffering": "no",
  connection: "keep-alive",
};

interface LiveDeps {
  db: Db;
  hub: LiveHub;
  tracer?: Tracer | undefined;
  measures: LiveMeasures;
  heartbeatMs?: number;
}

/** The live stream of tables and matches. */
export async function live(
  instance: FastifyInstance,
  { db, hub, tracer, measures, heartbeatMs = HEARTBEAT_MS }: LiveDeps,
): Promise<void> {
  const app = instance.withTypeProvider<ZodTypeProvider>();
  const viewers = followedBy(app, { hub, tracer, measures, heartbeatMs });
  await app.register(shown, { tracer });
  const snapshots = createSnapshots(db);
  app.get(
    "/api/v1/live",
    {
      // A HEAD would never end.
      exposeHeadRoute: false,
      config: {
        access: "all",
        // It is open for hours.
        namesItsWork: true,
        headers: [
          { name: "Last-Event-ID", description: "The last id seen; what came after follows" },
        ],
      },
      schema: {
        tags: ["live"],
        summary: "Tables and matches as they change, as a stream of server-sent events",
        querystring: liveQuerySchema,
        produces: ["text/event-stream"],
        response: { 200: z.string().meta({ description: "text/event-stream" }) },
      },
    },
    async (request, reply) => {
      const { lastEventId, ...filter } = request.query;
      const scope = await withWork(request.work, async () =>
        scopeOf(db, filter, (await request.person())?.id ?? null),
      );
      const viewer = createViewer(scope, reply.raw, () => measures.cutOff("slow"));
      // From here on nothing is missed: what is announced while the opening is read is kept for after it.
      await hub.join(() => viewers.add(viewer));
      try {
        const lastId = String(request.headers["last-event-id"] ?? lastEventId ?? "");
        const opening = await withWork(request.work, () =>
          openingOf({ hub, snapshots, scope }, lastId),
        );
        reply.hijack();
        if (opening === null) viewer.cutOff();
        if (opening === null || reply.raw.destroyed) return;
        reply.headers(STREAM_HEADERS);
        reply.raw.writeHead(200, reply.getHeaders() as OutgoingHttpHeaders);
        request.raw.socket.setNoDelay(true);
        viewer.start(opening);
        await viewer.closed();
      } finally {
        viewers.delete(viewer);
      }
    },
  );
}

/** Keeps the viewers of a server told, alive, and ended with it. */
function followedBy(
  app: FastifyInstance,
  { hub, tracer, measures, heartbeatMs }: Omit<LiveDeps, "db"> & { heartbeatMs: number },
): Set<Viewer> {
  const viewers = new Set<Viewer>();
  measures.countViewers(() => viewers.size);
  const unsubscribe = hub.subscribe({
    listens: () => viewers.size > 0,
    onEvents: (events) => {
      fanOut(viewers, events, tracer);
      const now = Date.now();
      measures.announced(events.length);
      for (const { at } of events) measures.latency.observe(Math.max(0, now - at) / 1_000);
    },
    onGap: () => {
      for (const viewer of viewers) {
        viewer.cutOff();
        measures.cutOff("gap");
      }
    },
  });
  const heartbeat = setInterval(() => {
    for (const viewer of viewers) viewer.comment("still here");
  }, heartbeatMs);
  app.addHook("preClose", async () => {
    unsubscribe();
    clearInterval(heartbeat);
    for (const viewer of viewers) viewer.end();
  });
  return viewers;
}
