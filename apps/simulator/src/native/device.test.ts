import { type DeviceEvent, deviceEnvelopeSchema, deviceEventSchema } from "@babyfoot/contract";
import { describe, expect, it } from "vitest";
import { seededRandom } from "../game/random.ts";
import { createNativeDevice, type NativeDevice } from "./device.ts";

const EPOCH = Date.parse("2026-11-23T12:00:00.000Z");
const HOUR_MS = 3_600_000;
const RED_GOAL = { type: "goal", side: "red" } as const;

function newDevice(faults: Partial<{ bounce: number; clockMs: number }> = {}): NativeDevice {
  let boots = 0;
  return createNativeDevice({
    random: seededRandom("device"),
    newBootId: () => {
      boots += 1;
      return `boot-${boots}`;
    },
    faults: { bounce: 0, clockMs: 0, ...faults },
    epochMs: EPOCH,
  });
}

/** What it sends at an instant, checked by the contract. */
function sent(device: NativeDevice, atMs: number) {
  const envelope = deviceEnvelopeSchema.parse(device.envelope(atMs));
  const events: DeviceEvent[] = envelope.events.map((event) => deviceEventSchema.parse(event));
  return { ...envelope, events };
}

describe("a native device", () => {
  it("tells of the kick-off and each goal by its own clock", () => {
    const device = newDevice();
    device.react({ type: "kick_off" }, 5_000);
    device.react(RED_GOAL, 31_250.4);
    expect(sent(device, 31_300)).toEqual({
      bootId: "boot-1",
      sentUptimeMs: 31_300,
      events: [
        { seq: 1, type: "match_started", uptimeMs: 5_000 },
        { seq: 2, type: "goal", side: "red", uptimeMs: 31_250 },
      ],
    });
  });

  it("tells of the end of the match after the tenth goal of a side", () => {
    const device = newDevice();
    device.react({ type: "kick_off" }, 0);
    for (let nth = 1; nth <= 10; nth += 1) device.react(RED_GOAL, nth * 20_000);
    const types = sent(device, 200_000).events.map(({ type }) => type);
    expect(types).toEqual(["match_started", ...Array(10).fill("goal"), "match_ended"]);
  });

  it("has a new boot and a new clock after a restart, and keeps what it had still to send", () => {
    const device = newDevice();
    device.react(RED_GOAL, 10_000);
    device.react({ type: "restart" }, 60_000);
    device.react(RED_GOAL, 75_000);
    expect(sent(device, 75_000)).toEqual({
      bootId: "boot-1",
      events: [{ seq: 1, type: "goal", side: "red", uptimeMs: 10_000 }],
    });
    device.acknowledge("boot-1", 1);
    expect(sent(device, 75_500)).toEqual({
      bootId: "boot-2",
      sentUptimeMs: 15_500,
      events: [{ seq: 1, type: "goal", side: "red", uptimeMs: 15_000 }],
    });
  });

  it("whose sensor bounces sees three to five edges of a goal within 70 ms", () => {
    const device = newDevice({ bounce: 1 });
    device.react(RED_GOAL, 1_000);
    const { events, sentUptimeMs } = sent(device, 1_000);
    const edges = events.map(({ uptimeMs }) => uptimeMs ?? Number.NaN);
    expect(edges.length).toBeGreaterThanOrEqual(3);
    expect(edges.length).toBeLessThanOrEqual(5);
    expect(edges).toEqual([...edges].sort((a, b) => a - b));
    expect(edges[0]).toBe(1_000);
    expect(Math.max(...edges)).toBeLessThanOrEqual(1_070);
    expect(sentUptimeMs).toBe(Math.max(...edges));
  });

  it("whose clock is an hour slow says so with every call", () => {
    const device = newDevice({ clockMs: -HOUR_MS });
    device.react(RED_GOAL, 20_000);
    expect(sent(device, 21_000)).toEqual({
      bootId: "boot-1",
      sentAt: "2026-11-23T11:00:21.000Z",
      events: [{ seq: 1, type: "goal", side: "red", occurredAt: "2026-11-23T11:00:20.000Z" }],
    });
  });

  it("tells of the cards of those who play, again when their turn is over", () => {
    const device = createNativeDevice({
      random: seededRandom("device"),
      newBootId: () => "boot",
      faults: { bounce: 0, clockMs: 0 },
      epochMs: EPOCH,
      cards: ["04A224B1", "04A224B2"],
    });
    const cards = (atMs: number) =>
      sent(device, atMs).events.flatMap((event) => (event.type === "card" ? event.uid : []));
    device.tapIn(1_000);
    device.tapIn(60_000);
    expect(cards(60_000)).toEqual(["04A224B1", "04A224B2"]);
    device.acknowledge("boot", 2);
    for (let nth = 1; nth <= 10; nth += 1) device.react(RED_GOAL, 30 * 60_000 + nth * 20_000);
    expect(cards(40 * 60_000)).toEqual(["04A224B1", "04A224B2"]);
  });

  it("tells how it is when it has nothing else to tell", () => {
    const device = newDevice();
    device.reportHealth(0);
    expect(sent(device, 0).events).toMatchObject([{ seq: 1, type: "health" }]);
    device.reportHealth(30_000);
    expect(device.waiting()).toBe(1);
    device.acknowledge("boot-1", 1);
    device.reportHealth(60_000);
    expect(sent(device, 60_000).events).toMatchObject([{ seq: 2, type: "health" }]);
  });
});
