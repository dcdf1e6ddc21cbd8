import { setTimeout as sleep } from "node:timers/promises";
import { type DeviceEnvelope, deviceTopic, mqttAckSchema } from "@babyfoot/contract";
import type { MqttClient } from "mqtt";
import type { NativeDevice } from "../native/device.ts";
import type { EventCall } from "./event-call.ts";
import type { Playing } from "./table.ts";
import { createTrouble } from "./trouble.ts";

const COME_BACK_MS = 1_000;
/** Without an answer for so long the same is sent again. */
const ANSWER_WITHIN_MS = 3_000;

interface MqttRoute {
  url: string;
  deviceId: string;
  token: string;
  device: Pick<NativeDevice, "acknowledge">;
}

/** The native protocol by MQTT: what the broker has is not yet what the server has, so that only `acks` count. */
export async function createMqttCall(
  { signal, say }: Pick<Playing, "signal" | "say">,
  { url, deviceId, token, device }: MqttRoute,
): Promise<EventCall> {
  const trouble = createTrouble(say);
  const client = await connect({ url, deviceId, token });
  const heard = new Set<(taken: boolean) => void>();
  const settle = (taken: boolean): void => {
    for (const tell of heard) tell(taken);
    heard.clear();
  };
  client.on("error", ({ message }) => trouble.is(`the broker cannot be reached: ${message}`));
  client.on("message", (_topic, payload) => {
    const ack = readAck(payload);
    if (ack === null) trouble.is(`the server refuses events: ${payload.toString().slice(0, 200)}`);
    else {
      trouble.isOver();
      device.acknowledge(ack.bootId, ack.acknowledgedSeq);
    }
    settle(ack !== null);
  });
  client.on("close", () => settle(false));
  const publish = (envelope: DeviceEnvelope): Promise<unknown> =>
    client.publishAsync(deviceTopic(deviceId, "events"), JSON.stringify(envelope), { qos: 1 });
  return {
    send: async (envelope) => {
      if (!(await isThere(client, signal))) return false;
      const answered = new Promise<boolean>((resolve) => heard.add(resolve));
      // What the broker has not confirmed is sent again by us, not by the client.
      publish(envelope).catch(() => undefined);
      return Promise.race([answered, sleep(ANSWER_WITHIN_MS, false, { signal })]);
    },
    sendUnheard: async (envelope) => {
      if (client.connected) publish(envelope).catch(() => undefined);
    },
    close: async () => {
      // Its last will says that it is gone.
      await client.endAsync(true).catch(() => undefined);
    },
  };
}

async function connect({ url, deviceId, token }: Omit<MqttRoute, "device">): Promise<MqttClient> {
  const mqtt = await import("mqtt");
  const topic = deviceTopic(deviceId, "status");
  const status = (online: boolean) => Buffer.from(JSON.stringify({ online }));
  const kept = { qos: 1, retain: true } as const;
  const client = mqtt.connect(url, {
    ...{ clientId: deviceId, username: deviceId, password: token, protocolVersion: 4 },
    ...{ keepalive: 30, reconnectPeriod: COME_BACK_MS, reconnectOnConnackError: true },
    ...{ clean: true, queueQoSZero: false, will: { topic, payload: status(false), ...kept } },
  });
  client.on("connect", () => {
    client.publish(topic, status(true), kept);
    client.subscribe(deviceTopic(deviceId, "acks"), { qos: 1 });
  });
  return client;
}

async function isThere(client: MqttClient, signal: AbortSignal): Promise<boolean> {
  if (client.connected) return true;
  const connected = new Promise<void>((resolve) => client.once("connect", () => resolve()));
  await Promise.race([connected, sleep(ANSWER_WITHIN_MS, undefined, { signal })]);
  return client.connected;
}

function readAck(payload: Buffer) {
  try {
    return mqttAckSchema.safeParse(JSON.parse(payload.toString())).data ?? null;
  } catch {
    return null;
  }
}
