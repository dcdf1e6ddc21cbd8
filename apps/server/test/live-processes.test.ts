import { connect } from "node:net";
import type { LiveDelta, Match, Table } from "@babyfoot/contract";
import Fastify from "fastify";
import { serializerCompiler, validatorCompiler } from "fastify-type-provider-zod";
import { sql } from "kysely";
import { Registry } from "prom-client";
import { afterEach, describe, expect, it } from "vitest";
import { live } from "../src/features/live/live.routes.ts";
import { guardRoutes } from "../src/platform/http/access.ts";
import { announce } from "../src/platform/live-log.ts";
import { createLiveMeasures } from "../src/platform/metrics/play-metrics.ts";
import { asAdmin, newDevice, newTable, sendEvents } from "./campus.ts";
import { Client } from "./client.ts";
import { startServer, type TestServer } from "./server.ts";
import { LiveStream } from "./sse.ts";

const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

async function start(options: Parameters<typeof startServer>[0] = {}): Promise<TestServer> {
  const server = await startServer(options);
  closing.push(() => server.close());
  return server;
}

async function watch(
  server: TestServer,
  options: Parameters<typeof LiveStream.open>[1] = {},
): Promise<LiveStream> {
  const stream = await LiveStream.open(server, options);
  closing.push(() => stream.close());
  return stream;
}

async function board(server: TestServer) {
  const admin = await asAdmin(server);
  const table = await newTable(admin, { bounceMs: 0 });
  const device = await newDevice(admin, table.id);
  let seq = 0;
  const goal = async (via: TestServer = server) => {
    seq += 1;
    const event = { seq, type: "goal", side: "red", uptimeMs: 900_000 + seq * 500 };
    const answer = await sendEvents(new Client(via), device, { events: [event] });
    expect(answer.status, JSON.stringify(answer.body)).toBe(200);
  };
  return { admin, table, goal };
}

const begun = ({ events }: LiveStream) => events.length > 0;
const goalsSeen = (stream: LiveStream): number[] =>
  stream.deltas.flatMap(({ event, data }) =>
    event === "match.goal" && "match" in data ? [data.match.scoreRed] : [],
  );
const has = (score: number) => (stream: LiveStream) => goalsSeen(stream).includes(score);

describe("the live stream across processes, restarts and failures", () => {
  it("[L8] a goal sent to one process is on the streams of another, in the same order", async () => {
    const one = await start();
    const two = await start({ databaseUrl: one.databaseUrl });
    const { goal } = await board(one);
    const streams = [await watch(one), await watch(two)];
    await Promise.all(streams.map((stream) => stream.until(begun)));
    for (let n = 0; n < 6; n += 1) await goal(n % 2 === 0 ? one : two);
    await Promise.all(streams.map((stream) => stream.until(has(6))));
    expect(streams.map(goalsSeen)).toEqual([
      [1, 2, 3, 4, 5, 6],
      [1, 2, 3, 4, 5, 6],
    ]);
    expect(streams[0]?.deltas).toEqual(streams[1]?.deltas);
  });

  it("[L4] after a restart, and from another process, a viewer resumes where it was", async () => {
    const home = await start();
    const first = await startServer({ databaseUrl: home.databaseUrl });
    const { goal } = await board(home);
    const before = await watch(first);
    await before.until(begun);
    await goal();
    await goal();
    await before.until(has(2));
    await first.close();
    await goal();
    const again = await start({ databaseUrl: home.databaseUrl });
    const stream = await watch(again, { lastEventId: before.lastId });
    await goal();
    await stream.until(has(4));
    expect(goalsSeen(stream)).toEqual([3, 4]);
    expect(stream.events.map(({ event }) => event)).not.toContain("snapshot");
    const elsewhere = await watch(home, { lastEventId: before.lastId });
    await elsewhere.until(has(4));
    expect(elsewhere.events).toEqual(stream.events);
  });

  it("[L5] a last id from before what is kept gives a snapshot", async () => {
    const first = await start();
    const { goal, table } = await board(first);
    const early = await watch(first);
    const { lastId } = await early.until(begun);
    for (let n = 0; n < 3; n += 1) await goal();
    await sql`delete from live_events where version <= ${lastId + 1}`.execute(first.database.db);
    const fresh = await start({ databaseUrl: first.databaseUrl });
    const stream = await watch(fresh, { lastEventId: lastId, query: `?tableId=${table.id}` });
    await stream.until(begun);
    expect(stream.events[0]?.data).toMatchObject({ type: "snapshot", matches: [{ scoreRed: 3 }] });
  });

  it("[L9] when the database drops the process's LISTEN, nothing is lost", async () => {
    const server = await start();
    const { goal } = await board(server);
    const stream = await watch(server);
    await stream.until(begun);
    const killed = await sql<{ ended: boolean }>`select pg_terminate_backend(pid) as ended
      from pg_stat_activity where application_name = 'babyfoot live' and datname = current_database()`.execute(
      server.database.db,
    );
    expect(killed.rows).toEqual([{ ended: true }]);
    for (let n = 0; n < 5; n += 1) await goal();
    await stream.until(has(5));
    expect(goalsSeen(stream)).toEqual([1, 2, 3, 4, 5]);
  });

  it("[L9] a process that could not read what is forgotten meanwhile has its viewers begin anew", async () => {
    const server = await start();
    const { goal, table } = await board(server);
    await goal();
    const stream = await watch(server, { query: `?tableId=${table.id}` });
    await stream.until(begun);
    await server.database.db.transaction().execute(async (tx) => {
      await sql`update live_head set version = version + 100`.execute(tx);
    });
    await goal();
    await stream.until(({ ended }) => ended !== undefined);
    expect(goalsSeen(stream)).toEqual([]);
    const again = await watch(server, {
      lastEventId: stream.lastId,
      query: `?tableId=${table.id}`,
    });
    await again.until(begun);
    expect(again.events[0]?.data).toMatchObject({ type: "snapshot", matches: [{ scoreRed: 2 }] });
  });

  it("[L16] announcements that went with PostgreSQL before anybody read them have viewers begin anew", async () => {
    const server = await start();
    const { goal, table } = await board(server);
    await goal();
    const stream = await watch(server, { query: `?tableId=${table.id}` });
    await stream.until(begun);
    // As after PostgreSQL has broken off: the head stands, what led to it is gone, and nothing more comes.
    await sql`update live_head set version = version + 1`.execute(server.database.db);
    await stream.until(({ ended }) => ended !== undefined);
    const again = await watch(server, {
      lastEventId: stream.lastId,
      query: `?tableId=${table.id}`,
    });
    await again.until(begun);
    expect(again.events[0]?.data).toMatchObject({ type: "snapshot", matches: [{ scoreRed: 1 }] });
  });

  it("[L10] a comment comes again and again while nothing happens", async () => {
    const server = await start();
    const app = Fastify();
    app.setValidatorCompiler(validatorCompiler);
    app.setSerializerCompiler(serializerCompiler);
    guardRoutes(app, async () => null);
    const hub = {
      version: () => 0,
      connected: () => true,
      subscribe: () => () => undefined,
      join: async (enter: () => void) => enter(),
      since: async () => [],
      close: async () => undefined,
    };
    await app.register(live, {
      db: server.database.db,
      hub,
      measures: createLiveMeasures(new Registry()),
      heartbeatMs: 20,
    });
    const url = await app.listen({ port: 0, host: "127.0.0.1" });
    closing.push(() => app.close());
    const stream = await LiveStream.open({ url });
    await stream.until(({ comments }) => comments.length >= 3);
    expect(stream.events.map(({ event }) => event)).toEqual(["snapshot"]);
    await stream.close();
  });

  it("[L11] a reader that takes nothing is cut off, and the others go on", async () => {
    const server = await start();
    const { table, goal, admin } = await board(server);
    const quick = await watch(server);
    await quick.until(begun);
    const { hostname, port } = new URL(server.url);
    const slow = connect(Number(port), hostname).pause();
    slow.write("GET /api/v1/live HTTP/1.1\r\nhost: babyfoot\r\n\r\n");
    const sent = await flood(server, quick, (await admin.get(`/api/v1/tables/${table.id}`)).body);
    await goal();
    await quick.until(has(1));
    let taken = 0;
    slow.on("data", (piece) => {
      taken += piece.length;
    });
    const over = new Promise((resolve) => slow.once("close", resolve));
    slow.on("error", () => undefined);
    slow.resume();
    await over;
    expect(taken).toBeLessThan(sent);
    expect(quick.deltas.length).toBeGreaterThan(FLOOD);
  });

  it("[L12] a server that stops ends its streams cleanly", async () => {
    const home = await start();
    const server = await startServer({ databaseUrl: home.databaseUrl });
    const streams = [await watch(server), await watch(server, { lastEventId: 0 })];
    await streams[0]?.until(begun);
    await server.close();
    for (const stream of streams) await stream.until(({ ended }) => ended !== undefined);
    expect(streams.map(({ ended }) => ended)).toEqual(["cleanly", "cleanly"]);
  });

  it("[L13] [F30] 200 viewers that come back at once are all live, and see the next goal", async () => {
    const server = await start();
    const { goal } = await board(server);
    await goal();
    const first = await watch(server);
    await first.until(begun);
    const from = first.lastId;
    await goal();
    await first.until(has(2));
    const streams = await Promise.all(
      Array.from({ length: 200 }, (_, n) =>
        watch(server, n % 2 === 0 ? { lastEventId: from } : {}),
      ),
    );
    await goal();
    await Promise.all(streams.map((stream) => stream.until(has(3))));
    for (const [n, stream] of streams.entries())
      expect(goalsSeen(stream)).toEqual(n % 2 === 0 ? [2, 3] : [3]);
  });

  it("[L14] those who join while goals fall on several tables end with the same state, without a gap", async () => {
    const one = await start();
    const two = await start({ databaseUrl: one.databaseUrl });
    const boards = await Promise.all([board(one), board(one), board(two)]);
    const playing = boards.map(async ({ goal }, index) => {
      for (let n = 0; n < 24; n += 1) await goal((n + index) % 2 === 0 ? one : two);
    });
    const joining = Array.from({ length: 50 }, async (_, n) => {
      const stream = await watch(n % 2 === 0 ? one : two);
      await stream.until(({ events }) => events.length > n % 7);
      await stream.close();
      return watch(n % 3 === 0 ? one : two, { lastEventId: stream.lastId }).then((resumed) => ({
        before: stream,
        resumed,
      }));
    });
    const viewers = await Promise.all(joining);
    await Promise.all(playing);
    const head = await sql<{ version: number }>`select version from live_head`.execute(
      one.database.db,
    );
    const last = head.rows[0]?.version ?? 0;
    const stored = await storedMatches(one);
    for (const { before, resumed } of viewers) {
      await resumed.until(
        ({ lastId, events }) => lastId === last || (events.length === 0 && before.lastId === last),
      );
      const state = replay([before, resumed]);
      expect(state).toEqual(stored.filter(({ id }) => state.some((match) => match.id === id)));
      expect(state.filter(({ status }) => status === "live")).toEqual(
        stored.filter(({ status }) => status === "live"),
      );
    }
  });
});

const FLOOD = 300;

/** Announces far more than sockets hold, no faster than somebody takes it; answers the bytes. */
async function flood(server: TestServer, reader: LiveStream, table: Table): Promise<number> {
  const message: LiveDelta = {
    type: "table.changed",
    table: { ...table, location: "x".repeat(60_000) },
  };
  const about = { venueId: table.venueId, tableId: table.id, matchId: null, message };
  for (let n = 1; n <= FLOOD; n += 1) {
    await server.database.db.transaction().execute((tx) => announce(tx, [about]));
    await reader.until(({ deltas }) => deltas.length >= n);
  }
  return FLOOD * 60_000;
}

async function storedMatches(server: TestServer): Promise<Match[]> {
  const { body } = await new Client(server).get("/api/v1/matches?limit=200");
  return (body.items as Match[]).sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** The matches as a viewer knows them at the end; versions of a match never skip one, nor go back. */
function replay(streams: LiveStream[]): Match[] {
  const matches = new Map<string, Match>();
  let lastId = 0;
  for (const { id, data } of streams.flatMap(({ events }) => events)) {
    // A process that has not read that far yet answers with a snapshot, which may be as new as what was seen.
    if (data.type === "snapshot") expect(id).toBeGreaterThanOrEqual(lastId);
    else expect(id).toBeGreaterThan(lastId);
    lastId = id;
    if (data.type === "snapshot") for (const match of data.matches) matches.set(match.id, match);
    if (!("match" in data)) continue;
    const known = matches.get(data.match.id)?.version;
    if (known !== undefined) expect([known, known + 1]).toContain(data.match.version);
    matches.set(data.match.id, data.match);
  }
  return [...matches.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
}
