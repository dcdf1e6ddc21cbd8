import { once } from "node:events";
import { connect, createServer } from "node:net";
import { deviceTopic, shownTableSchema, tableStateTopic } from "@babyfoot/contract";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { sendEvents, type TestDevice } from "../../../test/campus.ts";
import { Client } from "../../../test/client.ts";
import { freePort } from "../../../test/crash-drill.ts";
import { startServer, type TestServer } from "../../../test/server.ts";
import { announce } from "../../platform/live-log.ts";
import { openLock } from "../cards/table-lock.ts";
import { goalEvents, type Playing, startPlaying } from "../device-api/testing/playing.ts";
import { changedTables } from "../tables/tables.service.ts";
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
  it("[R20] is answered as by HTTP once its events are stored, with the run that the answer is for", async () => {
    const { there, matches, verify } = await playingByMqtt();
    const ack = await there.send(goalEvents("rrb", 1, 1_000_000));
    expect(ack).toEqual({
      ...{ bootId: "boot-1", acknowledgedSeq: 3, accepted: 3, duplicates: 0 },
      ...{ rejected: [], commands: [] },
    });
    expect(await matches()).toMatchObject([{ red: 2, blue: 1, goals: "rrb" }]);
    await verify();
  });

  it("[R20] counts each event once, whichever way it comes", async () => {
    const { there, send, matches } = await playingByMqtt();
    const events = goalEvents("rb", 1, 1_000_000);
    await send(events);
    expect(await there.send(events)).toMatchObject({ accepted: 0, duplicates: 2 });
    expect(await there.send(goalEvents("r", 3, 1_000_000))).toMatchObject({ acknowledgedSeq: 3 });
    expect((await send(goalEvents("r", 3, 1_000_000))).body).toMatchObject({ duplicates: 1 });
    expect(await matches()).toMatchObject([{ red: 2, blue: 1 }]);
  });

  it("[R20] [F11] is told by a problem document what cannot be read, which counts as rejected", async () => {
    const { there, known, matches } = await playingByMqtt();
    const junk: [string, string][] = [
      ["{", "malformed"],
      ["", "malformed"],
      ['{"bootId":"b","events":[],"__proto__":{"admin":true}}', "malformed"],
      ["[]", "invalid_input"],
      ['{"bootId":"b","events":[NaN]}', "malformed"],
      [`{"bootId":"b","events":["${"x".repeat(270_000)}"]}`, "too_large"],
      [JSON.stringify({ bootId: "b", events: Array(501).fill(0) }), "too_large"],
    ];
    for (const [payload, code] of junk)
      expect(await there.refused(payload), payload.slice(0, 80)).toMatchObject({
        ...{ code, type: `https://babyfoot.dev/problems/${code}` },
      });
    await expect.poll(async () => (await known()).rejectedEvents).toBe(junk.length);
    expect(await there.send(goalEvents("r", 1, 1_000_000))).toMatchObject({ accepted: 1 });
    expect(await matches()).toMatchObject([{ red: 1 }]);
  });

  it("[R11] [F11] is quarantined after twenty messages that cannot be read, by whichever way they come", async () => {
    const { there, device, anyone, known } = await playingByMqtt();
    for (let time = 0; time < 10; time += 1) {
      await there.refused("junk");
      const authorization = `Bearer ${device.token}`;
      await anyone.post("/api/v1/device/events", { events: "none" }, { authorization });
    }
    await expect.poll(known).toMatchObject({ rejectedEvents: 20, alerts: ["quarantined"] });
    const { db } = server.database;
    await there.refused("more junk");
    await expect.poll(async () => (await known()).rejectedEvents).toBe(21);
    const kept = await db
      .selectFrom("device_rejections")
      .select("code")
      .where("device_id", "=", device.id)
      .execute();
    expect(kept).toHaveLength(20);
    expect(await there.send(goalEvents("r", 1, 1_000_000))).toMatchObject({ accepted: 1 });
  });

  it("[R23] is online while it is connected, and offline soon when its connection breaks", async () => {
    const { there, known } = await playingByMqtt();
    await expect.poll(known).toMatchObject({ online: true, protocol: "mqtt" });
    expect(await metric("babyfoot_mqtt_connected_devices")).toBeGreaterThan(0);
    there.client.stream.destroy();
    await expect.poll(known, { timeout: 5_000 }).toMatchObject({ online: false });
  });

  it("[R23] [F09] connected twice is cut off where it was before, and was never offline", async () => {
    const { device, table } = await startPlaying(server);
    const status = deviceTopic(device.id, "status");
    const will = { topic: status, payload: Buffer.from('{"online":false}'), retain: true };
    const older = await connected(device, { will: { ...will, qos: 1 } });
    const newer = await connected(device);
    await older.until(() => !older.client.connected);
    expect(await newer.send(goalEvents("r", 1, 1_000_000))).toMatchObject({ accepted: 1 });
    await newer.client.subscribeAsync(status);
    const kept = await newer.until(() => newer.heard.findLast(({ topic }) => topic === status));
    expect(kept).toMatchObject({ text: '{"online":true}', retain: true });
    const { rows } = await sql`
      select from live_events where table_id = ${table.id} and data like '%"sensor":"offline"%'`.execute(
      server.database.db,
    );
    expect(rows).toHaveLength(0);
  });

  it("[R24] is cut off once it is revoked or has another token", async () => {
    const revoked = await playingByMqtt();
    const changed = await playingByMqtt();
    await revoked.admin.delete(`/api/v1/devices/${revoked.device.id}`);
    await changed.admin.post(`/api/v1/devices/${changed.device.id}/token`);
    for (const { there, device } of [revoked, changed]) {
      await there.until(() => !there.client.connected);
      await expect(connectDevice(port, device)).rejects.toThrow(/Bad username or password/);
    }
  });

  it("[R26] is told what its lock is to do when another process has decided it", async () => {
    const { there, device, table, known } = await playingByMqtt();
    await expect.poll(known).toMatchObject({ online: true });
    const until = new Date(Date.now() + 60_000);
    await server.database.db.transaction().execute(async (tx) => {
      const opening = { venueId: table.venueId, tableId: table.id, reservationId: null };
      await openLock(tx, { ...opening, until: until.getTime() });
      await announce(tx, await changedTables(tx, [table.id]));
    });
    const commands = () =>
      there.heard.filter(({ topic }) => topic === deviceTopic(device.id, "commands"));
    const [command] = await there.until(() => commands().length > 0 && commands());
    expect(JSON.parse(command?.text ?? "")).toMatchObject({
      ...{ type: "unlock", until: until.toISOString() },
    });
  });
});

describe("whoever is not a device of ours", () => {
  const stranger = { id: "0193a9b0-0000-7000-8000-000000000000", token: `dev_${"x".repeat(43)}` };

  it("[R21] [F12] is refused a thousand times, and counted", async () => {
    const { device } = await startPlaying(server);
    const before = await metric('babyfoot_mqtt_messages_total{direction="in",result="refused"}');
    const tries = [
      ...Array.from({ length: 985 }, () => ({ ...device, token: stranger.token })),
      ...Array.from({ length: 5 }, () => ({ ...device, token: "" })),
      ...Array.from({ length: 10 }, () => stranger),
    ];
    for (let from = 0; from < tries.length; from += 50) {
      const outcomes = await Promise.allSettled(
        tries.slice(from, from + 50).map((one) => connectDevice(port, one)),
      );
      expect(outcomes.filter(({ status }) => status === "fulfilled")).toEqual([]);
    }
    const after = await metric('babyfoot_mqtt_messages_total{direction="in",result="refused"}');
    expect(after - before).toBe(1_000);
  });

  it("[R21] has no board's token, and no other name than the device's", async () => {
    const { device: board } = await startPlaying(server, { kind: "board" });
    const { device } = await startPlaying(server);
    await expect(connectDevice(port, board)).rejects.toThrow(/Bad username or password/);
    const asOther = { clientId: stranger.id };
    await expect(connectDevice(port, device, asOther)).rejects.toThrow(/Bad username or password/);
  });

  it("[R21] [F12] hears nothing of others, by whatever filter", async () => {
    const { device } = await startPlaying(server);
    const { there } = await playingByMqtt();
    const filters = ["#", "+/#", "$SYS/#", "babyfoot/#", deviceTopic("+", "events")];
    const others = [deviceTopic(device.id, "acks"), deviceTopic(device.id, "events")];
    for (const filter of [...filters, ...others])
      await expect(there.client.subscribeAsync(filter), filter).rejects.toThrow();
  });

  it.each(["another's events", "a table's state", "commands of its own"])(
    "[R21] [F12] says nothing in another's place: %s",
    async (what) => {
      const { device, matches } = await startPlaying(server);
      const { there, table, device: own } = await playingByMqtt();
      const topics: Record<string, string> = {
        "another's events": deviceTopic(device.id, "events"),
        "a table's state": tableStateTopic(table.code),
        "commands of its own": deviceTopic(own.id, "commands"),
      };
      const events = goalEvents("r", 1, 1_000_000);
      const payload = JSON.stringify({ bootId: "b", sentUptimeMs: 1_000_000, events });
      there.client.publish(topics[what] ?? "", payload, { qos: 0 });
      await there.until(() => !there.client.connected);
      expect(await matches()).toEqual([]);
    },
  );

  it("[R22] [F11] is cut off for what is no MQTT or too long, and others notice nothing", async () => {
    const { there } = await playingByMqtt();
    const packets = [
      Buffer.from("GET / HTTP/1.1\r\n\r\n"),
      Buffer.alloc(10_000, 0xff),
      // CONNECT of 256 MB that never comes.
      Buffer.from([0x10, 0xff, 0xff, 0xff, 0x7f, 0, 4, 0x4d]),
      Buffer.from([0x10, 0x0c, 0, 4, 0x4d, 0x51, 0x54, 0x54, 4, 2, 0, 30, 0, 9]),
      Buffer.from([0x30, 0xff, 0xff, 0xff, 0xff, 0xff]),
    ];
    for (const packet of packets) await cutOffAfter(packet);
    there.client.publish(deviceTopic(there.client.options.clientId ?? "", "status"), "{}");
    expect(await there.send(goalEvents("r", 1, 1_000_000))).toMatchObject({ accepted: 1 });
  });
});

describe("a port that another has", () => {
  it("[R28] stops the start where it is asked for, and is done without where it is not", async () => {
    const wanted = startServer({
      databaseUrl: server.databaseUrl,
      environment: { MQTT_PORT: String(port) },
    });
    await expect(wanted).rejects.toThrow(`Wrong settings: MQTT_PORT (port ${port} is taken).`);
    const other = createServer();
    // Taken already, it is taken as well.
    other.on("error", () => undefined).listen(1883, "127.0.0.1");
    onTestFinished(() => void other.close());
    const without = await startServer({
      databaseUrl: server.databaseUrl,
      environment: { MQTT_PORT: "", LOG_LEVEL: "silent" },
    });
    onTestFinished(() => without.close());
    const { status, body } = await new Client(without).get("/readyz");
    expect([status, body.checks]).toEqual([200, { database: "ok", bus: "ok" }]);
  });
});

describe("the state of a table by MQTT", () => {
  it("[R25] is kept for displays, whoever changes it and by whichever process", async () => {
    const other = await startServer({ databaseUrl: server.databaseUrl });
    onTestFinished(() => other.close());
    const { there, table, admin, device, anyone } = await playingByMqtt();
    await there.client.subscribeAsync(tableStateTopic("+"));
    const topic = tableStateTopic(table.code);
    const state = () => {
      const text = there.heard.findLast((one) => one.topic === topic)?.text ?? "";
      return text === "" ? undefined : shownTableSchema.parse(JSON.parse(text));
    };
    const shows = (red: number, blue: number) => () =>
      state()?.match?.scoreRed === red && state()?.match?.scoreBlue === blue;
    await there.send(goalEvents("r", 1, 1_000_000));
    await there.until(shows(1, 0));
    await sendEvents(new Client(other), device, { events: goalEvents("b", 2, 1_000_000) });
    await there.until(shows(1, 1));
    expect(state()).toMatchObject({ code: table.code, status: "playing", sensor: "ok" });
    const { currentMatch } = (await anyone.get(`/api/v1/tables/${table.id}`)).body;
    expect(state()?.match?.id).toBe(currentMatch.id);
    const moved = `${table.code}M`.slice(-12);
    await admin.patch(`/api/v1/tables/${table.id}`, { code: moved });
    await there.until(() => there.heard.findLast((one) => one.topic === topic)?.text === "");
    await there.until(() => there.heard.some((one) => one.topic === tableStateTopic(moved)));
  });
});

/** Sends bytes as they are; resolves when the other side has ended the connection. */
async function cutOffAfter(bytes: Buffer): Promise<void> {
  const socket = connect(port, "127.0.0.1");
  socket.on("error", () => undefined);
  socket.write(bytes);
  socket.resume();
  await once(socket, "close");
}
