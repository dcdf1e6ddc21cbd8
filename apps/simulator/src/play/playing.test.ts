import { once, setMaxListeners } from "node:events";
import { createServer, type IncomingMessage, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { describe, expect, it, onTestFinished } from "vitest";
import type { TimedMoment } from "../game/moments.ts";
import { seededRandom } from "../game/random.ts";
import { type Faults, NO_FAULTS } from "../network/faults.ts";
import { playBoard } from "./play-board.ts";
import { playNative } from "./play-native.ts";
import { playTables } from "./play-tables.ts";
import type { Playing } from "./table.ts";
import { startTableClock } from "./table-clock.ts";

interface Heard {
  method: string;
  url: string;
  headers: IncomingMessage["headers"];
  body: string;
}

/** A server that answers as told, with all that it has heard. */
async function listen(answer: (heard: Heard, nth: number) => { status: number; body: object }) {
  const heard: Heard[] = [];
  const handle: RequestListener = async (request, response) => {
    const { method = "", url = "", headers } = request;
    const one = { method, url, headers, body: await text(request) };
    const { status, body } = answer(one, heard.push(one));
    response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
  };
  const server = createServer((request, response) => void handle(request, response));
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => void server.close());
  const { port } = server.address() as AddressInfo;
  return { heard, serverUrl: `http://127.0.0.1:${port}` };
}

function playing(serverUrl: string, count: number, faults: Partial<Faults> = {}) {
  const moments: TimedMoment[] = Array.from({ length: count }, (_, nth) => ({
    atMs: nth * 20,
    moment: { type: "goal", side: nth % 3 === 0 ? "blue" : "red" },
  }));
  const said: string[] = [];
  const { signal } = new AbortController();
  setMaxListeners(0, signal);
  const all: Playing = {
    serverUrl,
    moments,
    clock: startTableClock(),
    random: seededRandom("playing"),
    faults: { ...NO_FAULTS, ...faults },
    signal,
    say: (line) => said.push(line),
  };
  return { ...all, said };
}

/** Takes events as our server does, except for the calls that it is told to refuse. */
function listenForEvents(refused: (nth: number) => boolean = () => false) {
  const held = new Set<number>();
  const listening = listen(({ body }, nth) => {
    if (refused(nth)) return { status: 503, body: { code: "unavailable" } };
    for (const { seq } of JSON.parse(body).events) held.add(seq);
    let acknowledgedSeq = 0;
    while (held.has(acknowledgedSeq + 1)) acknowledgedSeq += 1;
    return { status: 200, body: { acknowledgedSeq } };
  });
  return { held, listening };
}

describe("a native device at play", () => {
  it("delivers everything, each call with its token", async () => {
    const { held, listening } = listenForEvents();
    const { heard, serverUrl } = await listening;
    expect(await playNative(playing(serverUrl, 12), { token: "dev_secret", cards: [] })).toBe(0);
    expect([...held].sort((a, b) => a - b)).toEqual(
      Array.from({ length: 13 }, (_, nth) => nth + 1),
    );
    expect(heard[0]).toMatchObject({ method: "POST", url: "/api/v1/device/events" });
    expect(heard[0]?.headers.authorization).toBe("Bearer dev_secret");
  });

  it("keeps what a server that is not ready has refused, and says so once", async () => {
    const { held, listening } = listenForEvents((nth) => nth <= 2);
    const { serverUrl } = await listening;
    const table = playing(serverUrl, 12);
    expect(await playNative(table, { token: "dev_secret", cards: [] })).toBe(0);
    expect(held.size).toBe(13);
    expect(table.said).toEqual([
      "the server refuses events: 503 unavailable",
      "the server takes messages again",
    ]);
  });

  it("delivers everything over a network that repeats and reorders", async () => {
    const { held, listening } = listenForEvents();
    const { serverUrl } = await listening;
    const faults = { repeat: 0.3, reorder: 0.5, bounce: 0.5 };
    expect(
      await playNative(playing(serverUrl, 30, faults), { token: "dev_secret", cards: [] }),
    ).toBe(0);
    expect(Math.max(...held)).toBe(held.size);
    expect(held.size).toBeGreaterThan(40);
  });
});

describe("a board at play", () => {
  const ok = { status: 200, body: { ok: true } };

  it("speaks below its secret base, on the server that was named", async () => {
    const { heard, serverUrl } = await listen(() => ok);
    const url = "https://babyfoot.example/api/v1/device/board/brd_secret";
    await playBoard(playing(serverUrl, 2), { make: "domotrap", url });
    expect(heard.map((one) => `${one.method} ${one.url} ${one.body}`)).toEqual([
      "POST /api/v1/device/board/brd_secret/goal team=blue",
      "POST /api/v1/device/board/brd_secret/goal team=red",
    ]);
    expect(heard[0]?.headers).toMatchObject({
      connection: "close",
      "content-type": "application/x-www-form-urlencoded",
    });
  });

  it("tries a single goal again once when no answer came", async () => {
    const { heard, serverUrl } = await listen((_, nth) =>
      nth === 1 ? { status: 503, body: {} } : ok,
    );
    await playBoard(playing(serverUrl, 2), { make: "lagitech", url: "/b" });
    expect(heard.map(({ body }) => JSON.parse(body).team)).toEqual([2, 2, 1]);
  });

  it("loses a score for good when the network does", async () => {
    const { heard, serverUrl } = await listen(() => ok);
    await playBoard(playing(serverUrl, 8, { loss: 0.4 }), { make: "takata", url: "/b" });
    const bodies = heard.map(({ body }) => body);
    expect(bodies.length).toBeLessThan(8);
    expect(new Set(bodies).size).toBe(bodies.length);
  });
});

describe("tables that play for ever", () => {
  it("end with the abort, whether the server is there or not", async () => {
    const { heard, serverUrl } = await listen(() => ({ status: 503, body: {} }));
    const stop = new AbortController();
    const board = { name: "One", kind: "native", token: "dev_secret" } as const;
    const done = playTables([board], { serverUrl, signal: stop.signal, seed: "1" });
    await expect.poll(() => heard.length).toBeGreaterThan(0);
    stop.abort();
    expect(await done).toMatchObject([{ name: "One" }]);
  });

  it("do not stop for one that lacks its secret", async () => {
    const lines: string[] = [];
    const { signal } = new AbortController();
    const reports = await playTables([{ name: "One", kind: "samsul" }], {
      serverUrl: "http://127.0.0.1:9",
      signal,
      log: (line) => lines.push(line),
    });
    expect(lines).toEqual(["One is not being played: Error: a board needs its secret URL"]);
    expect(reports).toHaveLength(1);
  });
});
