import { request } from "node:http";
import { describe, expect, it } from "vitest";
import { useServer } from "../../../test/server.ts";
import { goalEvents, startPlaying } from "./testing/playing.ts";

const server = useServer();
const PATH = "/api/v1/device/events";

/** Sends bytes as they are; answers status and type. */
function raw(
  path: string,
  body: string | Buffer,
  headers: Record<string, string>,
): Promise<{ status: number; type: string }> {
  return new Promise((resolve, reject) => {
    const call = request(server().url + path, { method: "POST", headers }, (response) => {
      response.resume();
      response.on("end", () => {
        const { statusCode = 0 } = response;
        resolve({ status: statusCode, type: response.headers["content-type"] ?? "" });
      });
    });
    // A body that is too long may be cut off after the answer.
    call.on("error", reject);
    call.end(body);
  });
}

const envelope = (events: string): string =>
  `{"bootId":"boot-1","sentUptimeMs":1000000,"events":[${events}]}`;
const deep = (open: string, close: string, depth: number): string =>
  open.repeat(depth) + close.repeat(depth);
const goal = '{"seq":1,"type":"goal","side":"red","uptimeMs":999000}';

const REFUSED: [string, string | Buffer, number, string?][] = [
  ["half of a JSON document", '{"bootId":"b","events":[', 400],
  ["an empty body", "", 400],
  ["NaN", envelope('{"seq":NaN,"type":"goal"}'), 400],
  ["binary junk", Buffer.from(Array.from({ length: 4_096 }, (_, i) => (i * 131) % 256)), 400],
  ["more than 256 KB", envelope(`"${"x".repeat(270_000)}"`), 413],
  ["a list for an envelope", "[]", 400],
  ["null", "null", 400],
  ["no bootId", '{"events":[]}', 400],
  ["a bootId with line breaks", '{"bootId":"a\\nb","events":[]}', 400],
  ["events that are no list", '{"bootId":"b","events":{"0":1}}', 400],
  ["a polluting key", '{"bootId":"b","events":[],"__proto__":{"admin":true}}', 400],
  ["a key that leads to prototypes", envelope('{"constructor":{"prototype":{"seq":1}}}'), 400],
  ["XML", "<events/>", 415, "application/xml"],
  ["no content type", envelope(goal), 415, ""],
  ["a form", "bootId=b&events=1", 400, "application/x-www-form-urlencoded"],
];

const REJECTED: [string, string][] = [
  ["deep lists", deep("[", "]", 60_000)],
  ["deep objects", `${'{"a":'.repeat(30_000)}1${"}".repeat(30_000)}`],
  ["huge numbers", '{"seq":1e308,"type":"goal","side":"red","uptimeMs":1}'],
  ["a seq beyond 2^53", '{"seq":9007199254740993,"type":"goal","side":"red","uptimeMs":1}'],
  ["an endless uptime", '{"seq":2,"type":"goal","side":"red","uptimeMs":1e400}'],
  ["half a surrogate pair", '{"seq":2,"type":"\\ud800","side":"\\udfff","uptimeMs":1}'],
  ["NUL in a type", '{"seq":2,"type":"go\\u0000al","uptimeMs":1}'],
  ["text, null and true", 'null,true,"goal"'],
  [
    "a date that is none",
    '{"seq":2,"type":"goal","side":"red","occurredAt":"2026-02-31T25:00:00Z"}',
  ],
];

const TAKEN: [string, string][] = [
  [
    "the same key twice",
    '{"seq":1,"seq":1,"type":"goal","side":"blue","side":"red","uptimeMs":999000}',
  ],
  [
    "NUL and half a surrogate pair in a firmware",
    '{"seq":1,"type":"health","uptimeMs":1,"firmware":"1\\u0000.\\ud8002"}',
  ],
  ["the largest seq there is", '{"seq":9007199254740991,"type":"goal","side":"red","uptimeMs":1}'],
  [
    "the largest uptime there is",
    '{"seq":1,"type":"goal","side":"red","uptimeMs":9007199254740991}',
  ],
  ["year 1", '{"seq":1,"type":"goal","side":"red","occurredAt":"0001-01-01T00:00:00Z"}'],
  ["year 9999", '{"seq":1,"type":"goal","side":"red","occurredAt":"9999-12-31T23:59:59Z"}'],
];

describe("[F11] what no device should send", () => {
  it.each(REFUSED)(
    "[R15] %s is refused, and the next goal counts",
    async (_name, body, status, type) => {
      const { device, goals, matches } = await startPlaying(server());
      const heard = await raw(PATH, body, {
        authorization: `Bearer ${device.token}`,
        ...(type !== "" && { "content-type": type ?? "application/json" }),
      });
      expect(heard.status).toBe(status);
      expect(heard.type).toContain("application/problem+json");
      await goals("r");
      expect(await matches()).toMatchObject([{ red: 1, blue: 0 }]);
    },
  );

  it.each(REJECTED)(
    "[R15] %s is rejected by itself, the goal beside it counts",
    async (_name, event) => {
      const { device, known, matches, verify } = await startPlaying(server());
      const heard = await raw(PATH, envelope(`${goal},${event}`), {
        authorization: `Bearer ${device.token}`,
        "content-type": "application/json",
      });
      expect(heard.status).toBe(200);
      expect(await matches()).toMatchObject([{ red: 1, blue: 0 }]);
      expect((await known()).rejectedEvents).toBeGreaterThan(0);
      await verify();
    },
  );

  it.each(TAKEN)("[R15] %s is taken, and what comes after counts", async (_name, event) => {
    const { device, send, matches, verify } = await startPlaying(server(), { bounceMs: 0 });
    const heard = await raw(PATH, envelope(event), {
      authorization: `Bearer ${device.token}`,
      "content-type": "application/json",
    });
    expect(heard.status).toBe(200);
    const before = (await matches())[0]?.red ?? 0;
    const next = goalEvents("r", 2, 1_000_000);
    const answer = await send(next);
    expect(answer.body).toMatchObject({ accepted: 1, rejected: [] });
    expect(await matches()).toMatchObject([{ red: before + 1 }]);
    await verify();
  });

  it("[R15] junk from many devices at once costs the others nothing", async () => {
    const good = await startPlaying(server(), { bounceMs: 0 });
    const bad = await startPlaying(server());
    const headers = {
      authorization: `Bearer ${bad.device.token}`,
      "content-type": "application/json",
    };
    const junk = REJECTED.map(([, event]) => raw(PATH, envelope(event), headers));
    const goals = goalEvents("rbrbrbrbr", 1, 1_000_000).map((event) => good.send([event]));
    const heard = await Promise.all(junk);
    await Promise.all(goals);
    expect(heard.map(({ status }) => status)).toEqual(REJECTED.map(() => 200));
    expect(await good.matches()).toMatchObject([{ red: 5, blue: 4 }]);
  });

  it("[R15] a strange Authorization header is refused", async () => {
    for (const authorization of [
      "Bearer",
      "Bearer a b",
      "Basic eDp5",
      `Bearer ${"x".repeat(500)}`,
    ]) {
      const heard = await raw(PATH, envelope(goal), {
        authorization,
        "content-type": "application/json",
      });
      expect(heard.status).toBe(401);
    }
  });

  it("[R15] a board's address takes no harm either", async () => {
    const { device, anyone } = await startPlaying(server(), { kind: "board" });
    const base = `/api/v1/device/board/${device.token}`;
    const bodies = [deep("[", "]", 60_000), '{"__proto__":{"team":"red"}}', "\u0000", '"red"'];
    for (const body of bodies) {
      const heard = await raw(`${base}/goal`, body, { "content-type": "application/json" });
      expect(heard.status).toBe(400);
    }
    for (const path of ["/%zz", "/..%2f..%2fgoal", `/${"a".repeat(300)}`, "/%00"])
      expect(
        (await raw(base + path, "{}", { "content-type": "application/json" })).status,
      ).toBeLessThan(500);
    const taken = await anyone.post(`${base}/goal`, { team: "red" });
    expect(taken.body).toMatchObject({ ok: true, scoreRed: 1 });
  });
});
