import { deviceTopic, type MqttAck, mqttAckSchema, type Problem } from "@babyfoot/contract";
import mqtt, { type IClientOptions, type MqttClient } from "mqtt";
import type { DeviceEventInput, TestDevice } from "../../../../test/campus.ts";

interface Message {
  topic: string;
  text: string;
  retain: boolean;
}

/** A device, or somebody who claims to be one, over a real socket. */
export interface MqttDevice {
  client: MqttClient;
  /** All that has come, in order. */
  heard: Message[];
  /** Waits until something of what has come is as wished, or the connection is closed; fails after 10 s. */
  until<Found>(find: () => Found | undefined | false): Promise<Found>;
  /** Sends events; answers what comes on `acks`. */
  send(events: DeviceEventInput[], envelope?: object): Promise<MqttAck>;
  /** Sends anything as events; answers the problem. */
  refused(payload: string | Buffer): Promise<Problem>;
  close(): Promise<void>;
}

/** Connects; rejects with the reason where it is not let in. */
export async function connectDevice(
  port: number,
  { id, token }: Pick<TestDevice, "id" | "token">,
  options: Partial<IClientOptions> = {},
): Promise<MqttDevice> {
  const client = await mqtt.connectAsync(`mqtt://127.0.0.1:${port}`, {
    ...{ clientId: id, username: id, password: token, protocolVersion: 4, reconnectPeriod: 0 },
    ...{ keepalive: 30, ...options },
  });
  const heard: Message[] = [];
  let woken: (() => void)[] = [];
  const wake = () => {
    for (const one of woken) one();
    woken = [];
  };
  client.on("message", (topic, payload, { retain }) => {
    heard.push({ topic, text: payload.toString(), retain });
    wake();
  });
  client.on("error", () => undefined);
  client.on("close", wake);
  const until: MqttDevice["until"] = async (find) => {
    const late = Date.now() + 10_000;
    for (;;) {
      const found = find();
      if (found !== undefined && found !== false) return found;
      if (Date.now() > late) throw new Error(`waited in vain; came: ${JSON.stringify(heard)}`);
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, 10_000);
        woken.push(() => {
          clearTimeout(timer);
          resolve();
        });
      });
    }
  };
  const acks = deviceTopic(id, "acks");
  await client.subscribeAsync([acks, deviceTopic(id, "commands")], { qos: 1 });
  const answerTo = async (payload: string | Buffer): Promise<unknown> => {
    const from = heard.length;
    await client.publishAsync(deviceTopic(id, "events"), payload, { qos: 1 });
    const { text } = await until(() => heard.slice(from).find(({ topic }) => topic === acks));
    return JSON.parse(text);
  };
  return {
    ...{ client, heard, until },
    send: async (events, envelope = {}) => {
      const sent = { bootId: "boot-1", sentUptimeMs: 1_000_000, ...envelope, events };
      return mqttAckSchema.parse(await answerTo(JSON.stringify(sent)));
    },
    refused: async (payload) => (await answerTo(payload)) as Problem,
    close: () => client.endAsync(true),
  };
}
