import { pbkdf2Sync } from "node:crypto";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { deviceTopic, tableStateTopic } from "@babyfoot/contract";
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { Client } from "../../../test/client.ts";
import { freePort } from "../../../test/crash-drill.ts";
import { startServer, type TestServer } from "../../../test/server.ts";
import { goalEvents, startPlaying } from "../device-api/testing/playing.ts";
import { connectDevice, type MqttDevice } from "./testing/mqtt-device.ts";
import { type PlainBroker, plainBroker } from "./testing/plain-broker.ts";

let broker: PlainBroker;
let folder: string;
let server: TestServer;

const environment = () => ({
  MQTT_URL: broker.url,
  MQTT_PASSWORD_FILE: path.join(folder, "passwords"),
});

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "babyfoot-mqtt-"));
  broker = plainBroker(await freePort());
  await broker.start();
  server = await startServer({ environment: environment() });
});
afterAll(async () => {
  await server.close();
  await broker.stop();
  await rm(folder, { recursive: true, force: true });
});

const ready = async () => (await new Client(server).get("/readyz")).body.checks.broker;

async function tablePlaying(): Promise<
  Awaited<ReturnType<typeof startPlaying>> & { connect(): Promise<MqttDevice> }
> {
  const playing = await startPlaying(server, { bounceMs: 0 });
  return {
    ...playing,
    connect: async () => {
      const there = await connectDevice(broker.port, playing.device);
      onTestFinished(() => there.close());
      return there;
    },
  };
}

describe("with a broker elsewhere", () => {
  it("[R27] [F03] what three tables have seen while it was away for ten minutes is there within ten seconds", async () => {
    const tables = [await tablePlaying(), await tablePlaying(), await tablePlaying()];
    const sides = "rbrrbrbrr";
    for (const { connect } of tables)
      await (await connect()).send(goalEvents(sides.slice(0, 1), 1, 1_000));
    await broker.stop();
    await expect.poll(ready).toBe("failing");
    // Pages and calls go on, so that no load balancer takes the process out.
    expect((await new Client(server).get("/readyz")).status).toBe(200);
    // A goal a minute and a bit, by the tables' own clocks.
    const kept = [...sides].map((side, index) => ({
      ...{ seq: index + 1, type: "goal", side: side === "r" ? "red" : "blue" },
      uptimeMs: index * 75_000,
    }));
    const sentUptimeMs = 601_000;
    await broker.start();
    const began = performance.now();
    await expect.poll(ready, { timeout: 10_000, interval: 50 }).toBe("ok");
    await Promise.all(
      tables.map(async ({ connect }) => {
        const ack = await (await connect()).send(kept, { sentUptimeMs, bootId: "boot-2" });
        expect(ack.acknowledgedSeq).toBe(sides.length);
      }),
    );
    for (const { matches, verify } of tables) {
      const told = (await matches()).at(-1);
      expect(told?.goals.endsWith(sides)).toBe(true);
      await verify();
    }
    expect(performance.now() - began).toBeLessThan(10_000);
  });

  it("[R27] one process at a time is its client, so that nothing is answered twice", async () => {
    const { connect, device, matches } = await tablePlaying();
    const there = await connect();
    const other = await startServer({
      databaseUrl: server.databaseUrl,
      environment: environment(),
    });
    expect((await new Client(other).get("/readyz")).body.checks.broker).toBe("ok");
    await there.send(goalEvents("r", 1, 1_000_000));
    const acks = there.heard.filter(({ topic }) => topic === deviceTopic(device.id, "acks"));
    expect(acks).toHaveLength(1);
    expect(broker.clients().filter((name) => name === "babyfoot")).toHaveLength(1);
    expect(await matches()).toMatchObject([{ red: 1 }]);
    await other.close();
  });

  it("[R27] what it keeps of tables that are no more is forgotten", async () => {
    const { connect } = await tablePlaying();
    const there = await connect();
    await there.client.publishAsync(tableStateTopic("GONE-1"), "{}", { retain: true });
    await there.client.subscribeAsync(tableStateTopic("GONE-1"));
    await there.until(
      () => there.heard.findLast(({ topic }) => topic.includes("GONE"))?.text === "",
    );
  });

  it("[R24] its password file has the devices that may sign in, and ourselves, as Mosquitto reads them", async () => {
    const { device, admin } = await tablePlaying();
    const board = (await startPlaying(server, { kind: "board" })).device;
    const lines = async () =>
      (await readFile(environment().MQTT_PASSWORD_FILE, "utf8")).split("\n");
    const lineOf = async (name: string) =>
      (await lines()).find((one) => one.startsWith(`${name}:`));
    await expect.poll(() => lineOf(device.id), { timeout: 5_000 }).toBeDefined();
    for (const [name, password] of [
      [device.id, device.token],
      ["babyfoot", "secret"],
    ] as const) {
      const [, kind, rounds, salt = "", key] = ((await lineOf(name)) ?? "").split("$");
      expect(kind).toBe("7");
      const derived = pbkdf2Sync(
        password,
        Buffer.from(salt, "base64"),
        Number(rounds),
        64,
        "sha512",
      );
      expect(key).toBe(derived.toString("base64"));
    }
    expect(await lineOf(board.id)).toBeUndefined();
    await admin.delete(`/api/v1/devices/${device.id}`);
    await expect.poll(() => lineOf(device.id), { timeout: 5_000 }).toBeUndefined();
  });
});
