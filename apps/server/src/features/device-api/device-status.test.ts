import { describe, expect, it } from "vitest";
import { useServer } from "../../../test/server.ts";
import { markSilentDevices } from "../devices/devices.service.ts";
import { goalEvents, startPlaying } from "./testing/playing.ts";

const server = useServer();
const health = (seq: number, rest: Record<string, unknown> = {}) => ({
  seq,
  type: "health",
  uptimeMs: 900_000,
  ...rest,
});

describe("what is known of a device", () => {
  it("[R10] a health message tells battery, signal and firmware, and any message that it is online", async () => {
    const { send, known } = await startPlaying(server());
    expect(await known()).toMatchObject({
      ...{ online: false, lastSeenAt: null, protocol: null, batteryPercent: null },
    });
    const before = Date.now();
    await send([health(1, { batteryPercent: 80.6, rssiDbm: -61, firmware: "1.4.0" })]);
    const first = await known();
    expect(first).toMatchObject({
      online: true,
      protocol: "http",
      batteryPercent: 81,
      rssiDbm: -61,
      firmware: "1.4.0",
      alerts: [],
    });
    expect(Date.parse(String(first.lastSeenAt))).toBeGreaterThanOrEqual(before);
    await send([health(2, { batteryPercent: 12 })]);
    expect(await known()).toMatchObject({
      batteryPercent: 12,
      firmware: "1.4.0",
      alerts: ["battery_low"],
    });
  });

  it("[R10] after 45 s of silence it is offline, and its next message brings it back", async () => {
    const { send, known, device } = await startPlaying(server());
    await send([health(1)]);
    const { db } = server().database;
    const silentFor = async (seconds: number) => {
      const seen = new Date(Date.now() - seconds * 1_000);
      await db
        .updateTable("devices")
        .set({ last_seen_at: seen })
        .where("id", "=", device.id)
        .execute();
      await markSilentDevices(db);
      return (await known()).online;
    };
    expect(await silentFor(40)).toBe(true);
    expect(await silentFor(46)).toBe(false);
    await send([]);
    expect((await known()).online).toBe(true);
  });

  it("[R10] while numbers are missing it is catching up, until they have come", async () => {
    const { send, known } = await startPlaying(server());
    await send(goalEvents("rr", 1, 900_000));
    expect((await known()).alerts).toEqual([]);
    await send(goalEvents("rr", 5, 920_000));
    expect((await known()).alerts).toEqual(["catching_up"]);
    await send(goalEvents("b", 3, 905_000));
    expect((await known()).alerts).toEqual(["catching_up"]);
    await send(goalEvents("b", 4, 907_000));
    expect((await known()).alerts).toEqual([]);
  });

  it("[R10] a gap that opens and closes in calls that arrive together leaves no alert", async () => {
    const { send, known } = await startPlaying(server());
    await send(goalEvents("r", 1, 900_000));
    await Promise.all([
      send(goalEvents("r", 3, 930_000)),
      send(goalEvents("b", 2, 910_000)),
      send(goalEvents("r", 4, 940_000)),
    ]);
    expect((await known()).alerts).toEqual([]);
  });

  it("[R11] after 20 rejected events it is marked, repeats of one not counted again", async () => {
    const { send, known } = await startPlaying(server());
    const bad = (seq: number) => ({ seq, type: "goal", side: "green", uptimeMs: 900_000 });
    for (let time = 0; time < 30; time += 1) await send([bad(1)]);
    expect(await known()).toMatchObject({ rejectedEvents: 1, alerts: [] });
    await send(Array.from({ length: 18 }, (_, index) => bad(index + 2)));
    expect(await known()).toMatchObject({ rejectedEvents: 19, alerts: [] });
    await send([bad(20)]);
    expect(await known()).toMatchObject({ rejectedEvents: 20, alerts: ["quarantined"] });
    const counted = await send(goalEvents("r", 21, 950_000));
    expect(counted.body).toMatchObject({ accepted: 1, acknowledgedSeq: 21 });
  });
});
