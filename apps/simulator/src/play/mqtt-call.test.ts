import { once, setMaxListeners } from "node:events";
import { type AddressInfo, createServer, type Socket } from "node:net";
import { Aedes } from "aedes";
import { expect, it } from "vitest";
import type { TimedMoment } from "../game/moments.ts";
import { seededRandom } from "../game/random.ts";
import { NO_FAULTS } from "../network/faults.ts";
import { playNative } from "./play-native.ts";
import { startTableClock } from "./table-clock.ts";

const EVENTS = "babyfoot/v1/devices/one/events";

interface Broker {
  port: number;
  stop(): Promise<void>;
}

/** A broker with a server behind it that holds what comes, and acknowledges as far as nothing is missing. */
async function serve(held: Set<number>, port = 0): Promise<Broker> {
  const aedes = await Aedes.createBroker();
  aedes.on("publish", ({ topic, payload }) => {
    if (topic !== EVENTS) return;
    const { bootId, events } = JSON.parse(payload.toString());
    for (const { seq } of events) held.add(seq);
    let acknowledgedSeq = 0;
    while (held.has(acknowledgedSeq + 1)) acknowledgedSeq += 1;
    const counts = { accepted: events.length, duplicates: 0, rejected: [], commands: [] };
    const ack = { bootId, acknowledgedSeq, ...counts };
    const packet = { cmd: "publish", qos: 1, dup: false, retain: false } as const;
    const acks = EVENTS.replace("events", "acks");
    aedes.publish({ ...packet, topic: acks, payload: JSON.stringify(ack) }, () => undefined);
  });
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    aedes.handle(socket);
  }).listen(port, "127.0.0.1");
  await once(server, "listening");
  return {
    port: (server.address() as AddressInfo).port,
    stop: async () => {
      const closed = once(server, "close");
      server.close();
      await new Promise<void>((resolve) => aedes.close(resolve));
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}

it("a native device delivers everything by MQTT, though the broker is away in the middle of it", async () => {
  const held = new Set<number>();
  const first = await serve(held);
  const { port } = first;
  const moments: TimedMoment[] = Array.from({ length: 15 }, (_, nth) => ({
    atMs: nth * 50,
    moment: { type: "goal", side: nth % 2 === 0 ? "red" : "blue" },
  }));
  const said: string[] = [];
  const { signal } = new AbortController();
  setMaxListeners(0, signal);
  const played = playNative(
    {
      ...{ serverUrl: "", moments, clock: startTableClock(), signal },
      ...{ random: seededRandom("mqtt"), faults: NO_FAULTS, say: (line) => said.push(line) },
    },
    {
      ...{ token: "dev_secret", cards: [] },
      broker: { url: `mqtt://127.0.0.1:${port}`, deviceId: "one" },
    },
  );
  await expect.poll(() => held.size).toBeGreaterThan(3);
  await first.stop();
  const before = held.size;
  const second = await serve(held, port);
  expect(await played).toBe(0);
  await second.stop();
  expect(before).toBeLessThan(16);
  expect([...held].sort((a, b) => a - b)).toEqual(Array.from({ length: 16 }, (_, nth) => nth + 1));
});
