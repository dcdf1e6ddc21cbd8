import { deviceTopic, mqttAckSchema } from "@babyfoot/contract";
import mqtt, { type IClientOptions, type MqttClient } from "mqtt";
import type { BenchDevice } from "./campus.ts";

/** How a device finds its broker. */
export interface BrokerAddress {
  url: string;
  /** The authority of its certificate. */
  ca?: string;
}

export interface MqttBenchDevice {
  client: MqttClient;
  device: BenchDevice;
  /** All sides that have scored, `r` or `b`: kept until acknowledged. */
  goals: string;
  acknowledged: number;
  /** Sends what is not acknowledged, as far as one message goes. */
  sendRest(): void;
  close(): Promise<void>;
}

const MOST_EVENTS = 500;
/** Without an answer for so long the same is sent again: the broker may have been there before the server. */
const AGAIN_EVERY_MS = 2_000;
/** Between two goals, by the device's clock: longer than what a sensor's bounce takes. */
export const STEP_MS = 1_000;

const optionsOf = ({ id, token }: BenchDevice, { ca }: BrokerAddress): IClientOptions => ({
  ...{ clientId: id, username: id, password: token, protocolVersion: 4, keepalive: 30 },
  ...{ reconnectPeriod: 500, reconnectOnConnackError: true, queueQoSZero: false },
  // The certificate of a drill is of no name.
  ...(ca !== undefined && { ca, checkServerIdentity: () => undefined }),
});

/** A device that keeps its goals and sends them, each time it is connected, until they are acknowledged. */
export function connectDevice(device: BenchDevice, broker: BrokerAddress): MqttBenchDevice {
  const client = mqtt.connect(broker.url, optionsOf(device, broker));
  const bootId = `bench-${Date.now()}`;
  const self: MqttBenchDevice = {
    ...{ client, device, goals: "", acknowledged: 0 },
    sendRest: () => {
      if (!client.connected || self.acknowledged >= self.goals.length) return;
      const rest = self.goals.slice(self.acknowledged, self.acknowledged + MOST_EVENTS);
      const events = [...rest].map((letter, index) => {
        const seq = self.acknowledged + index + 1;
        const side = letter === "r" ? "red" : "blue";
        return { seq, type: "goal", side, uptimeMs: seq * STEP_MS };
      });
      const body = { bootId, sentUptimeMs: self.goals.length * STEP_MS, events };
      client.publish(deviceTopic(device.id, "events"), JSON.stringify(body), { qos: 1 });
    },
    close: () => {
      clearInterval(again);
      return client.endAsync(true);
    },
  };
  let before = 0;
  const again = setInterval(() => {
    if (self.acknowledged === before) self.sendRest();
    before = self.acknowledged;
  }, AGAIN_EVERY_MS);
  client.on("error", () => undefined);
  client.on("connect", () => {
    client.subscribe(deviceTopic(device.id, "acks"), { qos: 1 }, self.sendRest);
  });
  client.on("message", (_topic, payload) => {
    const ack = mqttAckSchema.safeParse(JSON.parse(payload.toString())).data;
    if (ack?.bootId !== bootId) return;
    self.acknowledged = Math.max(self.acknowledged, ack.acknowledgedSeq);
    if (self.goals.length - self.acknowledged > 1) self.sendRest();
  });
  return self;
}

/** Tries once to sign in; answers why not, or nothing. */
export async function whyRefused(
  device: BenchDevice,
  broker: BrokerAddress,
): Promise<string | undefined> {
  try {
    const options = { ...optionsOf(device, broker), reconnectPeriod: 0 };
    const client = await mqtt.connectAsync(broker.url, options, false);
    await client.endAsync(true);
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
