import { type EventEmitter, once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import type { DeviceEnvelope } from "@babyfoot/contract";
import { type Random, shuffled } from "../game/random.ts";
import type { NativeDevice } from "../native/device.ts";
import { backOffMs } from "../network/back-off.ts";
import { drawFate } from "../network/faults.ts";
import { createErrands, type Errands } from "./errands.ts";
import { createEventCall, type EventCall } from "./event-call.ts";
import { createMqttCall } from "./mqtt-call.ts";
import type { Playing } from "./table.ts";

const LAST_TRIES_MS = 60_000;

export interface Route {
  token: string;
  /** Speaks MQTT with this broker, under this name; HTTP where left out. */
  broker?: { url: string; deviceId: string } | undefined;
  device: NativeDevice;
  /** Emits "event" when there may be something to send, or nothing more will come. */
  news: EventEmitter;
  /** Whether all has happened that will. */
  isOver: () => boolean;
}

/** Sends what the device keeps, again and again, until all is acknowledged or a minute after the last event. */
export async function sendAll(playing: Playing, route: Route): Promise<void> {
  const { broker } = route;
  const call =
    broker === undefined
      ? createEventCall(playing, route)
      : await createMqttCall(playing, { ...route, ...broker });
  try {
    await sendBy(playing, route, call);
  } finally {
    await call.close();
  }
}

async function sendBy(playing: Playing, route: Route, call: EventCall): Promise<void> {
  const { clock, random, signal } = playing;
  const { device, news, isOver } = route;
  const errands = createErrands();
  let failures = 0;
  let givesUpAt = Number.POSITIVE_INFINITY;
  while (performance.now() < givesUpAt) {
    const envelope = device.envelope(clock.now());
    if (envelope === null && isOver()) break;
    if (envelope === null) {
      await once(news, "event", { signal });
      continue;
    }
    const taken = await tryToSend(playing, { route, call, errands }, envelope);
    failures = taken ? 0 : failures + 1;
    if (!taken) await sleep(backOffMs(random, failures), undefined, { signal });
    if (isOver()) givesUpAt = Math.min(givesUpAt, performance.now() + LAST_TRIES_MS);
  }
  await errands.done();
}

/** One try, with what the network makes of it; tells whether the device has had an answer. */
async function tryToSend(
  playing: Playing,
  { route, call, errands }: { route: Route; call: EventCall; errands: Errands },
  envelope: DeviceEnvelope,
): Promise<boolean> {
  const { clock, random, faults, signal } = playing;
  const fate = drawFate(random, faults);
  switch (fate.type) {
    case "delivered":
      return call.send(envelope);
    case "request_lost":
      return false;
    case "answer_lost":
      await call.sendUnheard(envelope);
      return false;
    case "repeated":
      errands.run(async () => {
        await sleep(fate.afterMs, undefined, { signal });
        await call.send(envelope);
      });
      return call.send(envelope);
    case "late":
      if (!route.isOver()) await newsOrTime(route.news, fate.afterMs, signal);
      return call.send(overtaken(random, route.device.envelope(clock.now()) ?? envelope));
    default:
      return fate satisfies never;
  }
}

/** Holds a message back until there is more to send, or for so long. */
async function newsOrTime(
  news: EventEmitter,
  withinMs: number,
  signal: AbortSignal,
): Promise<void> {
  const decided = new AbortController();
  const either = AbortSignal.any([signal, decided.signal]);
  try {
    const isTime = sleep(withinMs, undefined, { signal: either });
    await Promise.race([once(news, "event", { signal: either }), isTime]);
  } finally {
    decided.abort();
  }
}

/** What arrives first when newer events overtake older ones: the newer half, in no order. */
function overtaken(random: Random, envelope: DeviceEnvelope): DeviceEnvelope {
  const { events } = envelope;
  return { ...envelope, events: shuffled(random, events.slice(Math.floor(events.length / 2))) };
}
