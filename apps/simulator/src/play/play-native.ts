import { EventEmitter } from "node:events";
import { createNativeDevice } from "../native/device.ts";
import { type Route, sendAll } from "./courier.ts";
import type { Playing } from "./table.ts";

const HEALTH_EVERY_MS = 30_000;

/**
 * Plays a native device: what happens is numbered, kept, and sent until it is acknowledged. Gives how many events
 * were not in the end.
 */
export async function playNative(
  playing: Playing,
  { token, broker, cards }: Pick<Route, "token" | "broker"> & { cards: readonly string[] },
): Promise<number> {
  const { moments, clock, random, faults, signal } = playing;
  const newBootId = () => crypto.randomUUID();
  const device = createNativeDevice({ random, newBootId, faults, cards, epochMs: clock.epochMs });
  const news = new EventEmitter();
  let over = false;

  const live = async () => {
    for (const { moment, atMs } of moments) {
      await clock.until(atMs, signal);
      device.react(moment, atMs);
      news.emit("event");
    }
    over = true;
    news.emit("event");
  };
  const reportHealth = () => {
    device.reportHealth(clock.now());
    news.emit("event");
  };

  const health = setInterval(reportHealth, HEALTH_EVERY_MS);
  try {
    reportHealth();
    device.tapIn(clock.now());
    await Promise.all([
      live(),
      sendAll(playing, { token, broker, device, news, isOver: () => over }),
    ]);
  } finally {
    clearInterval(health);
  }
  return device.waiting();
}
