import { type DeviceChannel, MQTT_ROOT } from "@babyfoot/contract";

export type Topic =
  | { of: "device"; deviceId: string; channel: DeviceChannel }
  | { of: "table"; code: string };

const CHANNELS: ReadonlySet<string> = new Set<DeviceChannel>([
  ...(["events", "acks", "commands", "status"] as const),
]);
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const CODE = /^[A-Za-z0-9-]{1,12}$/;

const isChannel = (word: string): word is DeviceChannel => CHANNELS.has(word);

/** Whether a client's name can be that of a device. */
export const isDeviceId = (text: string): boolean => UUID.test(text);

/** What a topic of ours is about; undefined for any other. */
export function readTopic(topic: string): Topic | undefined {
  if (!topic.startsWith(`${MQTT_ROOT}/`)) return undefined;
  const [kind, name = "", word = "", ...more] = topic.slice(MQTT_ROOT.length + 1).split("/");
  if (more.length > 0) return undefined;
  if (kind === "devices" && isDeviceId(name) && isChannel(word))
    return { of: "device", deviceId: name, channel: word };
  return kind === "tables" && CODE.test(name) && word === "state"
    ? { of: "table", code: name }
    : undefined;
}

/** What a device may say: what it has noticed, and that it is there. */
export function maySay(deviceId: string, topic: string): boolean {
  const read = readTopic(topic);
  if (read?.of !== "device" || read.deviceId !== deviceId) return false;
  return read.channel === "events" || read.channel === "status";
}

/** What a device may listen to: all that is its own, and what everybody sees of tables. */
export function mayHear(deviceId: string, filter: string): boolean {
  if (filter.startsWith(`${MQTT_ROOT}/devices/${deviceId}/`)) return true;
  return filter === `${MQTT_ROOT}/tables/+/state` || readTopic(filter)?.of === "table";
}
