import { once } from "node:events";
import { connect } from "node:net";
import { deviceTopic, tableStateTopic } from "@babyfoot/contract";
import type { Client as MqttClient } from "aedes";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from "vitest";
import { freePort } from "../../../test/crash-drill.ts";
import { startServer, type TestServer } from "../../../test/server.ts";
import { goalEvents, startPlaying } from "../device-api/testing/playing.ts";
import type { Said } from "./broker.ts";
import { cutOffEnded } from "./cut-off.ts";
import { createTableStates } from "./table-states.ts";
import { connectDevice } from "./testing/mqtt-device.ts";

let server: TestServer;
let port: number;

beforeAll(async () => {
  port = await freePort();
  server = await startServer({ environment: { MQTT_PORT: String(port), LOG_LEVEL: "silent" } });
});
afterAll(() => server.close());

describe("a device that goes too far", () => {
  it("[R22] is told `unavailable` beyond eight envelopes under way, and counted in once the database answers", async () => {
    const { device, matches } = await startPlaying(server, { bounceMs: 0 });
    const there = await connectDevice(port, device);
    onTestFinished(() => there.close());
    const events = deviceTopic(device.id, "events");
    const acks = () =>
      there.heard
        .filter(({ topic }) => topic === deviceTopic(device.id, "acks"))
        .map(({ text }) => JSON.parse(text) as { code?: string; acknowledgedSeq?: number });
    await server.database.db.transaction().execute(async (tx) => {
      await sql`select 1 from devices where id = ${device.id} for update`.execute(tx);
      for (let seq = 1; seq <= 12; seq += 1) {
        const envelope = { bootId: "boot-1", sentUptimeMs: 1_000_000 };
        const payload = JSON.stringify({ ...envelope, events: goalEvents("r", seq, 1_000_000) });
        await there.client.publishAsync(events, payload, { qos: 1 });
      }
      await there.until(() => acks().length === 4);
      expect(acks().map(({ code }) => code)).toEqual(Array(4).fill("unavailable"));
    });
    await there.until(() => acks().length === 12);
    expect(await there.send(goalEvents("r".repeat(4), 9, 1_000_000))).toMatchObject({
      ...{ accepted: 4, acknowledgedSeq: 12 },
    });
    expect((await matches()).reduce((sum, { red }) => sum + red, 0)).toBe(12);
  });

  it.each([0, 61])("[R23] is not let in with a keep-alive of %i seconds", async (keepalive) => {
    const { device } = await startPlaying(server);
    await expect(connectDevice(port, device, { keepalive })).rejects.toThrow();
  });

  it("[R22] may send an envelope of 100 KB right after its CONNECT, and nothing longer than is allowed later", async () => {
    const { device, matches } = await startPlaying(server, { bounceMs: 0 });
    const goal = JSON.stringify({
      ...{ bootId: "boot-1", sentUptimeMs: 1_000_000 },
      events: goalEvents("r", 1, 1_000_000),
    });
    const socket = connect(port, "127.0.0.1");
    onTestFinished(() => void socket.destroy());
    socket.on("error", () => undefined).resume();
    const early = publish(deviceTopic(device.id, "events"), goal + " ".repeat(100_000));
    socket.write(Buffer.concat([signIn(device), early]));
    await expect.poll(matches, { timeout: 5_000 }).toMatchObject([{ red: 1 }]);
    const other = connect(port, "127.0.0.1");
    other.on("error", () => undefined).resume();
    // The length of a packet alone ends it.
    other.write(Buffer.concat([signIn(device), Buffer.from([0x32, 0xff, 0xff, 0x7f])]));
    await once(other, "close");
  });
});

describe("whoever signs in while it is asked whose tokens have ended", () => {
  it("[R24] is not cut off by an answer that says nothing of it", async () => {
    const [known, comes] = [await startPlaying(server), await startPlaying(server)];
    const close = vi.fn();
    const client = (id: string) => ({ id, close }) as unknown as MqttClient;
    const ended = client(known.device.id);
    const connected = new Map([[known.device.id, ended]]);
    const tokens = new WeakMap([[ended, "of before"]]);
    const asking = cutOffEnded(server.database.db, { tokens, connected }, { info: vi.fn() });
    connected.set(comes.device.id, client(comes.device.id));
    await asking;
    expect(close).toHaveBeenCalledTimes(1);
  });
});

describe("what a broker keeps of tables", () => {
  it("[R25] is judged once all is known, also what was heard before", async () => {
    const { table } = await startPlaying(server);
    const said: Said[] = [];
    const states = createTableStates(server.database.db, (message) => said.push(message));
    const all = states.sayAll();
    for (const code of ["GONE-9", table.code]) states.hear(code);
    await all;
    states.hear("GONE-8");
    states.hear(table.code);
    expect(said.filter(({ payload }) => payload === "").map(({ topic }) => topic)).toEqual(
      ["GONE-9", "GONE-8"].map(tableStateTopic),
    );
  });
});

const text = (value: string): Buffer => {
  const bytes = Buffer.from(value);
  return Buffer.concat([Buffer.from([bytes.length >> 8, bytes.length & 0xff]), bytes]);
};

function packet(kind: number, body: Buffer): Buffer {
  const length = [0, 7, 14]
    .map((shift) => (body.length >> shift) & 0x7f)
    .map((digit, index) => (body.length >> (7 * (index + 1)) > 0 ? digit | 0x80 : digit))
    .filter((_digit, index) => index === 0 || body.length >> (7 * index) > 0);
  return Buffer.concat([Buffer.from([kind, ...length]), body]);
}

const signIn = ({ id, token }: { id: string; token: string }): Buffer => {
  const head = Buffer.concat([text("MQTT"), Buffer.from([4, 0xc2, 0, 30])]);
  return packet(0x10, Buffer.concat([head, text(id), text(id), text(token)]));
};

const publish = (topic: string, payload: string): Buffer =>
  packet(0x30, Buffer.concat([text(topic), Buffer.from(payload)]));
