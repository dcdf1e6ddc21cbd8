import { once } from "node:events";
import type { ServerResponse } from "node:http";
import { liveQuerySchema } from "@babyfoot/contract";
import type { FastifyInstance } from "fastify";
import type { ZodTypeProvider } from "fastify-type-provider-zod";
import { z } from "zod";
import type { Db } from "../../platform/database.ts";
import type { LiveEvent, LiveHub } from "../../platform/live/hub.ts";
import { createSnapshots, type LiveFilter } from "./snapshot.ts";

const HEARTBEAT_MS = 15_000;
/** A viewer that has not taken so many bytes is cut off; it comes back by its last id. */
const SLOW_READER_BYTES = 256 * 1024;

const concerns = (filter: LiveFilter, event: LiveEvent): boolean =>
  (filter.venueId === undefined || filter.venueId === event.venueId) &&
  (filter.tableId === undefined || filter.tableId === event.tableId) &&
  (filter.matchId === undefined || filter.matchId === event.matchId);

interface Viewer {
  filter: LiveFilter;
  response: ServerResponse;
  /** What is announced while the viewer is still being brought up to date; null from then on. */
  waiting: LiveEvent[] | null;
}

/** Passes on what concerns a viewer. */
function tell(viewer: Viewer, events: readonly LiveEvent[]): void {
  const text = events
    .filter((event) => concerns(viewer.filter, event))
    .map((event) => event.text)
    .join("");
  if (text !== "") send(viewer, text);
}

/** Writes without waiting. A reader whose buffer is full is cut off, so that it costs nobody else. */
function send({ response }: Viewer, text: string): void {
  if (response.destroyed) return;
  response.write(text);
  if (response.writableLength > SLOW_READER_BYTES) response.destroy();
}

/** The live stream of tables and matches. */
export async function live(
  instance: FastifyInstance,
  { db, hub }: { db: Db; hub: LiveHub },
): Promise<void> {
  const app = instance.withTypeProvider<ZodTypeProvider>();
  const viewers = new Set<Viewer>();
  const snapshots = createSnapshots(db);

  const unsubscribe = hub.subscribe((events) => {
    for (const viewer of viewers) {
      if (viewer.waiting === null) tell(viewer, events);
      else viewer.waiting.push(...events);
    }
  });
  const heartbeat = setInterval(() => {
    for (const viewer of viewers) send(viewer, ": still here\n\n");
  }, HEARTBEAT_MS);
  app.addHook("preClose", async () => {
    unsubscribe();
    clearInterval(heartbeat);
    for (const { response } of viewers) response.end();
  });

  app.get(
    "/api/v1/live",
    {
      config: { access: "all" },
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
      const from = request.headers["last-event-id"] ?? lastEventId;
      const opening = await openingOf(filter, String(from ?? ""));
      reply.hijack();
      const { raw: response } = reply;
      response.writeHead(200, {
        "content-type": "text/event-stream; charset=utf-8",
        "cache-control": "no-store, no-transform",
        "x-accel-buffering": "no",
        connection: "keep-alive",
      });
      request.raw.socket.setNoDelay(true);
      const viewer: Viewer = { filter, response, waiting: [] };
      await join(viewer, opening);
    },
  );

  async function join(viewer: Viewer, opening: { text: string; version: number }): Promise<void> {
    viewers.add(viewer);
    send(viewer, `retry: 1000\n\n${opening.text}`);
    const missed = (await hub.since(opening.version)) ?? [];
    tell(viewer, missed);
    const upTo = missed.at(-1)?.version ?? opening.version;
    tell(
      viewer,
      (viewer.waiting ?? []).filter((event) => event.version > upTo),
    );
    viewer.waiting = null;
    const { response } = viewer;
    response.on("error", () => response.destroy());
    if (!response.destroyed) await once(response, "close").catch(() => undefined);
    viewers.delete(viewer);
  }

  async function openingOf(
    filter: LiveFilter,
    from: string,
  ): Promise<{ text: string; version: number }> {
    if (/^\d{1,15}$/.test(from)) {
      const missed = await hub.since(Number(from));
      if (missed !== null) return { text: "", version: Number(from) };
    }
    return snapshots.read(filter);
  }
}
