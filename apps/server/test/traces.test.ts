import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { asAdmin, newDevice, newTable, type TestDevice, type TestTable } from "./campus.ts";
import { Client } from "./client.ts";
import { type Collector, type ReceivedSpan, startCollector } from "./collector.ts";
import { startServer, type TestServer } from "./server.ts";
import { LiveStream } from "./sse.ts";

const SAMPLED = "01";
let trace = 0;

/** What a device says that it traces; the last two digits whether it does. */
function newTrace(flags = SAMPLED) {
  trace += 1;
  const traceId = trace.toString(16).padStart(32, "f");
  const spanId = trace.toString(16).padStart(16, "d");
  return { traceId, spanId, traceparent: `00-${traceId}-${spanId}-${flags}` };
}

/** The names of a span's causes, the nearest first, and the id of the last that is known. */
function causesOf(span: ReceivedSpan, all: readonly ReceivedSpan[]) {
  const names: string[] = [];
  let at: ReceivedSpan | undefined = span;
  let last: string | undefined;
  while (at !== undefined) {
    names.push(at.name);
    last = at.parentSpanId;
    at = all.find(({ spanId, traceId }) => spanId === last && traceId === span.traceId);
  }
  return { names, last };
}

describe("a goal's trace", () => {
  let collector: Collector;
  let server: TestServer;
  let table: TestTable;
  let device: TestDevice;
  let seq = 0;

  beforeAll(async () => {
    collector = await startCollector();
    server = await startServer({
      environment: {
        OTEL_EXPORTER_OTLP_ENDPOINT: collector.url,
        OTEL_EXPORTER_OTLP_HEADERS: "authorization=Bearer%20of%20the%20school",
        OTEL_SERVICE_NAME: "babyfoot-souk",
        // Nothing begins here by itself: what comes is of whoever asks for it.
        OTEL_TRACES_SAMPLER_ARG: "0",
      },
    });
    const admin = await asAdmin(server);
    table = await newTable(admin, { bounceMs: 0 });
    device = await newDevice(admin, table.id);
  });
  afterAll(async () => {
    await server.close();
    await collector.close();
  });

  const goal = (to: TestDevice, headers: Record<string, string>) => {
    seq += 1;
    const event = { seq, type: "goal", side: "red", uptimeMs: seq * 1_000 };
    return new Client(server).post(
      "/api/v1/device/events",
      { bootId: "boot-1", sentUptimeMs: seq * 1_000, events: [event] },
      { authorization: `Bearer ${to.token}`, ...headers },
    );
  };
  const goals = ({ deltas }: LiveStream) => deltas.filter(({ event }) => event === "match.goal");

  it("[O19] is one, from the device over call, lane, transaction, SQL and the live log to the screen", async () => {
    const stream = await LiveStream.open(server, { query: `?tableId=${table.id}` });
    await stream.until(({ events }) => events.length > 0);
    const sent = newTrace();
    const answer = await goal(device, { traceparent: sent.traceparent });
    await stream.until((so) => goals(so).length === 1);
    const [shown] = goals(stream);
    const page = new Client(server);
    const said = { traceparent: shown?.traceparent, drawnMs: 12.5, sentMs: 20 };
    expect((await page.post("/api/v1/live/shown", said)).status).toBe(204);
    const ofGoal = (spans: ReceivedSpan[]) =>
      spans.filter(({ traceId }) => traceId === sent.traceId);
    await collector.until((spans) => {
      const names = ofGoal(spans).map(({ name }) => name);
      return names.includes("screen") && names.includes("POST /api/v1/device/events");
    });
    const spans = ofGoal(collector.spans());
    const one = (name: string) => {
      const found = spans.filter((span) => span.name === name);
      if (found[0] === undefined) throw new Error(`no span ${name}`);
      return found[0];
    };
    const call = "POST /api/v1/device/events";
    expect(causesOf(one("screen"), spans)).toEqual({
      names: ["screen", "fan-out", "live log", "transaction", "lane", call],
      last: sent.spanId,
    });
    const statements = spans.filter(({ attributes }) =>
      attributes.some(({ key }) => key === "db.query.text"),
    );
    for (const statement of statements)
      expect(causesOf(statement, spans).names.slice(1)).toEqual(["transaction", "lane", call]);
    const texts = JSON.stringify(statements);
    for (const part of ["pg_notify", '"commit"', "insert into"]) expect(texts).toContain(part);
    expect(one(call)).toMatchObject({ kind: 2 });
    expect(JSON.stringify(one(call))).toContain(answer.headers.get("x-request-id"));
    // Each begins in time: the cause first.
    const starts = [call, "lane", "transaction", "fan-out"].map((name) =>
      Number(one(name).startTimeUnixNano),
    );
    expect([...starts].sort((a, b) => a - b)).toEqual(starts);
    await stream.close();
  });

  it("[O19] of goals that come together each has the whole way", async () => {
    const admin = await asAdmin(server);
    const others = await Promise.all(
      Array.from({ length: 6 }, async () =>
        newDevice(admin, (await newTable(admin, { bounceMs: 0 })).id),
      ),
    );
    const traces = others.map(() => newTrace());
    await Promise.all(
      others.map((to, index) => goal(to, { traceparent: traces[index]?.traceparent ?? "" })),
    );
    const commits = (spans: ReceivedSpan[], traceId: string) =>
      spans.filter((span) => span.traceId === traceId && span.name === "commit");
    const whole = (spans: ReceivedSpan[]) =>
      traces.every(({ traceId }) => commits(spans, traceId).length > 0);
    await collector.until(whole);
    for (const { traceId } of traces) expect(commits(collector.spans(), traceId)).toHaveLength(1);
  });

  it("[O19] only where it is asked for: others and their viewers carry nothing", async () => {
    const before = collector.spans().length;
    const stream = await LiveStream.open(server, { query: `?tableId=${table.id}` });
    await stream.until(({ events }) => events.length > 0);
    await goal(device, {});
    await goal(device, { traceparent: newTrace("00").traceparent });
    await goal(device, { traceparent: "00-nonsense" });
    await stream.until((so) => goals(so).length === 3);
    expect(goals(stream).map(({ traceparent }) => traceparent)).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
    await stream.close();
    const last = newTrace();
    await goal(device, { traceparent: last.traceparent });
    await collector.until((spans) =>
      spans.some(({ traceId, name }) => traceId === last.traceId && name === "commit"),
    );
    const since = collector.spans().slice(before);
    expect(new Set(since.map(({ traceId }) => traceId))).toEqual(new Set([last.traceId]));
  });

  it("[O19] [O17] goes to the collector as OTLP asks for, and names nobody", async () => {
    const [call] = collector.calls();
    expect(call?.path).toBe("/v1/traces");
    expect(call?.headers).toMatchObject({
      "content-type": "application/json",
      authorization: "Bearer of the school",
    });
    expect(JSON.stringify(call?.body.resourceSpans[0]?.resource)).toContain("babyfoot-souk");
    const all = JSON.stringify(collector.calls().map(({ body }) => body));
    for (const secret of [device.token, "127.0.0.1", table.id, table.code])
      expect(all).not.toContain(secret);
  });

  it("[O17] [O19] a page may ask for nothing else", async () => {
    const page = new Client(server);
    const wrong = { traceparent: "zoe@campus.example", drawnMs: 1, sentMs: 1 };
    expect((await page.post("/api/v1/live/shown", wrong)).status).toBe(400);
  });
});
