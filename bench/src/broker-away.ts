import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { deviceTopic, MQTT_ROOT } from "@babyfoot/contract";
import { asAdmin, type BenchDevice, makeDevices } from "./load/campus.ts";
import { hasMosquitto, type Mosquitto, prepareMosquitto } from "./load/mosquitto.ts";
import {
  type BrokerAddress,
  connectDevice,
  type MqttBenchDevice,
  whyRefused,
} from "./load/mqtt-device.ts";
import { freePort } from "./load/ports.ts";
import { matchesOf } from "./load/scorer.ts";
import { type RunningServer, startOn } from "./load/server-process.ts";
import { storedMatches } from "./load/stored-matches.ts";

const TABLES = 3;
/** What ten minutes bring at a goal a second and table, by the tables' clocks; the broker is really away for less. */
const GOALS_WHILE_AWAY = 600;
const AWAY_SECONDS = Number(process.env.BROKER_AWAY_SECONDS ?? "20");
const MOST_SECONDS = 10;

async function until(isSo: () => boolean | Promise<boolean>, withinSeconds = 30): Promise<number> {
  const began = performance.now();
  while (!(await isSo())) {
    if (performance.now() - began > withinSeconds * 1_000) throw new Error("waited in vain");
    await wait(10);
  }
  return (performance.now() - began) / 1_000;
}

const say = (what: string, found: string): void => console.log(`  ${what.padEnd(58)} ${found}`);

function check(what: string, isRight: boolean, found = isRight ? "yes" : "NO"): void {
  say(what, found);
  if (!isRight) process.exitCode = 1;
}

const score = (device: MqttBenchDevice): void => {
  device.goals += Math.random() < 0.5 ? "r" : "b";
  device.sendRest();
};

/** F03: a real Mosquitto is away while three tables go on scoring; all is there within 10 s of its return. */
async function beAway(
  mosquitto: Mosquitto,
  server: RunningServer,
  devices: MqttBenchDevice[],
): Promise<void> {
  const isAcknowledged = () => devices.every((one) => one.acknowledged === one.goals.length);
  for (const device of devices) score(device);
  await until(isAcknowledged);
  await mosquitto.kill();
  for (let goal = 0; goal < GOALS_WHILE_AWAY; goal += 1) {
    for (const device of devices) score(device);
    await wait((AWAY_SECONDS * 1_000) / GOALS_WHILE_AWAY);
  }
  const ready = await fetch(`${server.url}/readyz`);
  const isNamed = (await ready.text()).includes('"broker":"failing"');
  check("while it is away /readyz names it, and serves", ready.status === 200 && isNamed);
  await mosquitto.start();
  const seconds = await until(isAcknowledged, 60);
  const kept = `${TABLES} × ${GOALS_WHILE_AWAY} goals`;
  const found = `${seconds.toFixed(2)} s`;
  check(`${kept}, away for ${AWAY_SECONDS} s: there after`, seconds <= MOST_SECONDS, found);
  for (const { device, goals } of devices) {
    const stored = await storedMatches(server.url, device.tableId);
    const isExact = JSON.stringify(stored) === JSON.stringify(matchesOf(goals));
    check(`the matches of table ${device.tableId.slice(-4)} are exactly its goals`, isExact);
  }
}

const isFor = ({ id }: BenchDevice, topic: string): boolean =>
  topic.startsWith(`${MQTT_ROOT}/devices/${id}/`) || topic.startsWith(`${MQTT_ROOT}/tables/`);

/** F12 and the end of a token, with the files that the installer lays down. */
async function beStrange(
  { server, broker }: { server: RunningServer; broker: BrokerAddress },
  [device, neighbour]: [MqttBenchDevice, MqttBenchDevice],
  other: BenchDevice,
): Promise<void> {
  const wrong = { ...device.device, token: `dev_${"x".repeat(43)}` };
  const why = await whyRefused(wrong, broker);
  check("a wrong token is refused", why !== undefined, why ?? "NO");
  const { client } = device;
  const heard = new Set<string>();
  client.on("message", (topic) => heard.add(topic));
  // Mosquitto grants every filter, and lets through what the list of rights says.
  await client.subscribeAsync([
    "#",
    "$SYS/#",
    deviceTopic("+", "events"),
    deviceTopic("+", "acks"),
  ]);
  const events = [{ seq: 1, type: "goal", side: "red", uptimeMs: 1 }];
  const forged = JSON.stringify({ bootId: "forged", sentUptimeMs: 1, events });
  await client.publishAsync(deviceTopic(other.id, "events"), forged, { qos: 1 });
  const both = [device, neighbour];
  for (const one of both) score(one);
  await until(() => both.every(({ acknowledged, goals }) => acknowledged === goals.length));
  const foreign = [...heard].filter((topic) => !isFor(device.device, topic));
  check("by # it hears its own and the tables' states alone", foreign.length === 0, foreign[0]);
  check("and that it does hear", heard.size > 1, `${heard.size} topics`);
  const stored = await storedMatches(server.url, other.tableId);
  check("goals in another's name do not count", stored.length === 0);
  const call = await asAdmin(server);
  await call("DELETE", `/devices/${device.device.id}`);
  const seconds = await until(() => !client.connected);
  check("revoked, it is cut off after", seconds < 5, `${seconds.toFixed(2)} s`);
  const still = await whyRefused(device.device, broker);
  check("and is let in no more", still !== undefined, still ?? "NO");
}

/** F03 and F12 with a real Mosquitto, set up as on a machine of one's own. */
export async function drillBroker(): Promise<void> {
  if (!hasMosquitto()) return console.log("  there is no mosquitto here: apt install mosquitto");
  const dataDir = await mkdtemp(path.join(tmpdir(), "babyfoot-broker-"));
  const mosquitto = await prepareMosquitto();
  await mosquitto.start();
  const env = { MQTT_URL: mosquitto.serverUrl, MQTT_PASSWORD_FILE: mosquitto.passwordFile };
  const server = await startOn({ dataDir, port: await freePort(), env });
  const open: MqttBenchDevice[] = [];
  try {
    const made = await makeDevices(server, TABLES + 1, { bounceMs: 0 });
    const broker = { url: mosquitto.devicesUrl, ca: mosquitto.ca };
    open.push(...made.slice(0, TABLES).map((device) => connectDevice(device, broker)));
    const signedIn = await until(() => open.every(({ client }) => client.connected));
    check("new devices sign in by their tokens after", signedIn < 5, `${signedIn.toFixed(2)} s`);
    await beAway(mosquitto, server, open);
    const [first, second] = open;
    const other = made.at(-1);
    if (first !== undefined && second !== undefined && other !== undefined)
      await beStrange({ server, broker }, [first, second], other);
  } finally {
    for (const device of open) await device.close();
    await server.stop();
    await mosquitto.close();
    await rm(dataDir, { recursive: true, force: true });
  }
}
