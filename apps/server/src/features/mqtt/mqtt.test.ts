import { deviceTopic, shownTableSchema, tableStateTopic } from "@babyfoot/contract";
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { newDevice, newTable, type TestDevice } from "../../../test/campus.ts";
import { Client } from "../../../test/client.ts";
import { freePort } from "../../../test/crash-drill.ts";
import { startServer, type TestServer } from "../../../test/server.ts";
import { goalEvents, type Playing, startPlaying } from "../device-api/testing/playing.ts";
import { connectDevice, type MqttDevice } from "./testing/mqtt-device.ts";

let server: TestServer;
let port: number;

beforeAll(async () => {
  port = await freePort();
  server = await startServer({ environment: { MQTT_PORT: String(port) } });
});
afterAll(() => server.close());

async function connected(
  device: TestDevice,
  options: Parameters<typeof connectDevice>[2] = {},
): Promise<MqttDevice> {
  const there = await connectDevice(port, device, options);
  onTestFinished(() => there.close());
  return there;
}

async function playingByMqtt(): Promise<Playing & { there: MqttDevice }> {
  const playing = await startPlaying(server, { bounceMs: 0 });
  return { ...playing, there: await connected(playing.device) };
}

const metric = async (line: string): Promise<number> => {
  const { body } = await new Client(server).get("/metrics");
  const found = String(body)
    .split("\n")
    .find((one) => one.startsWith(line));
  return Number(found?.split(" ").at(-1) ?? "0");
};

describe("a device that speaks MQTT", () => {
  it("[Q1] is answered as by HTTP once its events are stored, with the run that the answer is for", async () => {
    const { there, matches, verify } = await playingByMqtt();
    const ack = await there.send(goalEvents("rrb", 1, 1_000_000));
    expect(ack).toEqual({
      ...{ bootId: "boot-1", acknowledgedSeq: 3, accepted: 3, duplicates: 0 },
      ...{ rejected: [], commands: [] },
    });
    expect(await matches()).toMatchObject([{ red: 2, blue: 1, goals: "rrb" }]);
    await verify();
  });

  it("[Q2] counts each event once, whichever way it comes", async () => {
    const { there, send, matches } = await playingByMqtt();
    const events = goalEvents("rb", 1, 1_000_000);
    await send(events);
    expect(await there.send(events)).toMatchObject({ accepted: 0, duplicates: 2 });
    expect(await there.send(goalEvents("r", 3, 1_000_000))).toMatchObject({ acknowledgedSeq: 3 });
    expect((await send(goalEvents("r", 3, 1_000_000))).body).toMatchObject({ duplicates: 1 });
    expect(await matches()).toMatchObject([{ red: 2, blue: 1 }]);
  });
});
