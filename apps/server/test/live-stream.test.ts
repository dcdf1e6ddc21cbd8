import { afterEach, describe, expect, it } from "vitest";
import { asAdmin, newDevice, newTable, sendEvents, type TestDevice } from "./campus.ts";
import { Client, newPlayer } from "./client.ts";
import { useServer } from "./server.ts";
import { LiveStream } from "./sse.ts";

const server = useServer();
const open: LiveStream[] = [];

async function watch(options: Parameters<typeof LiveStream.open>[1] = {}): Promise<LiveStream> {
  const stream = await LiveStream.open(server(), options);
  open.push(stream);
  return stream;
}

afterEach(async () => {
  await Promise.all(open.splice(0).map((stream) => stream.close()));
});

async function tableWithDevice() {
  const admin = await asAdmin(server());
  const table = await newTable(admin, { bounceMs: 0 });
  return { admin, table, device: await newDevice(admin, table.id) };
}

function goals(device: TestDevice, from: number, count: number, side = "red") {
  const events = Array.from({ length: count }, (_, index) => ({
    seq: from + index,
    type: "goal",
    side,
    uptimeMs: 900_000 + (from + index) * 1_000,
  }));
  return sendEvents(new Client(server()), device, { events });
}

async function goalsOneByOne(device: TestDevice, from: number, count: number): Promise<void> {
  for (let seq = from; seq < from + count; seq += 1) {
    const answer = await goals(device, seq, 1);
    expect(answer.status).toBe(200);
  }
}

const score = ({ data }: LiveStream["events"][number]) =>
  "match" in data ? [data.match.scoreRed, data.match.scoreBlue] : [];

describe("the live stream", () => {
  it("[L1] begins with a snapshot of all tables and live matches", async () => {
    const { table, device } = await tableWithDevice();
    const other = await tableWithDevice();
    await goals(device, 1, 2);
    const stream = await watch();
    await stream.until(({ events }) => events.length > 0);
    const [first] = stream.events;
    if (first?.data.type !== "snapshot") throw new Error("no snapshot first");
    const ids = first.data.tables.map(({ id }) => id);
    expect(ids).toEqual(expect.arrayContaining([table.id, other.table.id]));
    const match = first.data.matches.find(({ tableId }) => tableId === table.id);
    expect(match).toMatchObject({ scoreRed: 2, scoreBlue: 0, status: "live" });
    expect(first.data.matches.some(({ tableId }) => tableId === other.table.id)).toBe(false);
  });

  it("[L2] every goal comes as match.goal, with rising ids and versions of the match", async () => {
    const { table, device } = await tableWithDevice();
    const stream = await watch({ query: `?tableId=${table.id}` });
    await stream.until(({ events }) => events.length > 0);
    await goalsOneByOne(device, 1, 10);
    await stream.until(({ events }) => events.some(({ event }) => event === "match.finished"));
    const scored = stream.deltas.filter(({ event }) => event === "match.goal");
    expect(scored.map(score)).toEqual(Array.from({ length: 10 }, (_, index) => [index + 1, 0]));
    const ids = stream.events.map(({ id }) => id);
    expect(ids).toEqual([...new Set(ids)].sort((a, b) => a - b));
    const versions = scored.map(({ data }) => ("match" in data ? data.match.version : 0));
    expect(versions).toEqual(versions.map((_, index) => (versions[0] ?? 0) + index));
    const kinds = stream.deltas.map(({ event }) => event);
    expect(kinds[0]).toBe("match.started");
    const changed = stream.deltas.flatMap(({ data }) =>
      data.type === "table.changed" ? [data.table.status] : [],
    );
    expect([...new Set(changed)]).toEqual(["playing", "free"]);
    expect(changed.at(-1)).toBe("free");
  });

  it("[L3] who watches one table, match or venue is told of that alone", async () => {
    const one = await tableWithDevice();
    const two = await tableWithDevice();
    await goals(one.device, 1, 1);
    const table = (await new Client(server()).get(`/api/v1/tables/${one.table.id}`)).body;
    const byTable = await watch({ query: `?tableId=${one.table.id}` });
    const byMatch = await watch({ query: `?matchId=${table.currentMatch.id}` });
    const byVenue = await watch({ query: `?venueId=${one.table.venueId}` });
    const nowhere = await watch({ query: "?venueId=0193a9b0-0000-7000-8000-000000000000" });
    const all = [byTable, byMatch, byVenue, nowhere];
    await Promise.all(all.map((stream) => stream.until(({ events }) => events.length === 1)));
    await goals(two.device, 1, 1);
    await goals(one.device, 2, 1);
    const goalOn = (id: string) => (stream: LiveStream) =>
      stream.deltas.some(
        ({ event, data }) => event === "match.goal" && "match" in data && data.match.tableId === id,
      );
    await byVenue.until(goalOn(two.table.id));
    for (const stream of [byTable, byMatch, byVenue]) await stream.until(goalOn(one.table.id));
    for (const stream of [byTable, byMatch]) {
      const text = JSON.stringify(stream.events);
      expect(text).not.toContain(two.table.id);
      const snapshot = stream.events[0]?.data;
      expect(snapshot).toMatchObject({ type: "snapshot", tables: [{ id: one.table.id }] });
    }
    expect(nowhere.events.map(({ data }) => data)).toMatchObject([{ tables: [], matches: [] }]);
  });

  it("[L3] who watches a match learns what becomes of its table", async () => {
    const { admin, table, device } = await tableWithDevice();
    await goals(device, 1, 1);
    const { currentMatch } = (await admin.get(`/api/v1/tables/${table.id}`)).body;
    const stream = await watch({ query: `?matchId=${currentMatch.id}` });
    await stream.until(({ events }) => events.length === 1);
    await admin.post(`/api/v1/tables/${table.id}/faults`, { kind: "broken_rod", blocking: true });
    await stream.until(({ deltas }) => deltas.length === 1);
    expect(stream.deltas[0]?.data).toMatchObject({ table: { status: "maintenance" } });
  });

  it.each(["header", "query"])(
    "[L4] with the last id in the %s nothing is missed and nothing comes twice",
    async (where) => {
      const { table, device } = await tableWithDevice();
      const whole = await watch({ query: `?tableId=${table.id}` });
      await whole.until(({ events }) => events.length > 0);
      await goalsOneByOne(device, 1, 4);
      await whole.until(
        ({ deltas }) => deltas.filter((d) => d.event === "match.goal").length === 4,
      );
      const from = whole.events[3]?.id ?? 0;
      const query = `?tableId=${table.id}`;
      const resumed = await watch(
        where === "header"
          ? { query, lastEventId: from }
          : { query: `${query}&lastEventId=${from}` },
      );
      await goalsOneByOne(device, 5, 2);
      const ended = (stream: LiveStream) =>
        stream.deltas.some((delta) => delta.event === "match.goal" && score(delta)[0] === 6);
      await Promise.all([whole.until(ended), resumed.until(ended)]);
      expect(resumed.events).toEqual(whole.events.slice(4));
    },
  );

  it.each(["999999999", "0x10", "-1", "soon", "1 2", ""])(
    "[L5] the last id %j, from the future or not one of ours, gives a snapshot",
    async (lastEventId) => {
      const stream = await watch({ query: `?lastEventId=${encodeURIComponent(lastEventId)}` });
      await stream.until(({ events }) => events.length > 0);
      expect(stream.events.map(({ event }) => event)).toEqual(["snapshot"]);
    },
  );

  it("[L6] what a person does is told with what is new on the timeline", async () => {
    const { admin, table } = await tableWithDevice();
    const player = await newPlayer(server());
    const stream = await watch({ query: `?tableId=${table.id}` });
    await stream.until(({ events }) => events.length > 0);
    const match = (await player.post("/api/v1/matches", { tableId: table.id, red: [player.id] }))
      .body;
    await player.post(`/api/v1/matches/${match.id}/goals`, { side: "blue" });
    await player.post(`/api/v1/matches/${match.id}/corrections`, {});
    await admin.post(`/api/v1/matches/${match.id}/abandon`);
    await stream.until(({ deltas }) => deltas.some((delta) => delta.event === "match.finished"));
    const told = stream.deltas
      .filter(({ event }) => event.startsWith("match."))
      .map(({ event, data }) => [event, "events" in data ? data.events.map((e) => e.kind) : []]);
    expect(told).toEqual([
      ["match.started", []],
      ["match.goal", ["goal"]],
      ["match.corrected", ["cancelled"]],
      ["match.finished", ["abandoned"]],
    ]);
    expect(stream.deltas[0]?.data).toMatchObject({ match: { red: [{ playerId: player.id }] } });
  });

  it("[L7] proxies are told not to keep, change or buffer it, and pages of elsewhere get nothing", async () => {
    const { headers } = await watch();
    expect(headers.get("content-type")).toBe("text/event-stream; charset=utf-8");
    expect(headers.get("cache-control")).toBe("no-store, no-transform");
    expect(headers.get("x-accel-buffering")).toBe("no");
    expect(headers.get("x-content-type-options")).toBe("nosniff");
    expect(headers.get("access-control-allow-origin")).toBeNull();
    expect(headers.get("content-encoding")).toBeNull();
  });

  it("[L7] a HEAD of it ends", async () => {
    const answer = await new Client(server()).call("HEAD", "/api/v1/live");
    expect(answer.status).toBe(404);
  });

  it("[L3] an id that is none is refused by name", async () => {
    const answer = await new Client(server()).get("/api/v1/live?tableId=T05");
    expect(answer.status).toBe(400);
    expect(answer.body).toMatchObject({ code: "invalid_input", errors: [{ path: "/tableId" }] });
  });
});
