import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { type BenchDevice, makeDevices } from "./load/campus.ts";
import { openGoalViewers } from "./load/goal-viewers.ts";
import { jsonRequest, percentile, runLoad } from "./load/http-load.ts";
import { connectDevice, type MqttBenchDevice, STEP_MS } from "./load/mqtt-device.ts";
import { freePort } from "./load/ports.ts";
import { startOn } from "./load/server-process.ts";

const VIEWERS = 100;
const TABLES = 8;
const GOALS = 240;
const EVERY_MS = 60;
/** How many times as long as by HTTP it may take, the noise of a small machine included. */
const MOST = 2;

/** Scores one goal in the way that is measured. */
type Way = (nth: number) => unknown;

function byHttp(port: number, devices: BenchDevice[]): Way {
  const sent = devices.map(() => 0);
  return (nth) => {
    const at = nth % devices.length;
    const seq = (sent[at] ?? 0) + 1;
    sent[at] = seq;
    const events = [{ seq, type: "goal", side: "red", uptimeMs: seq * STEP_MS }];
    const body = { bootId: "bench", sentUptimeMs: seq * STEP_MS, events };
    const headers = { authorization: `Bearer ${devices[at]?.token}` };
    const next = () => jsonRequest("/api/v1/device/events", body, headers);
    return runLoad({ port, connections: 1, seconds: 0, next });
  };
}

const byMqtt =
  (devices: MqttBenchDevice[]): Way =>
  (nth) => {
    const device = devices[nth % devices.length];
    if (device === undefined) return;
    device.goals += "r";
    device.sendRest();
  };

/** A goal by MQTT, with the broker in the process, to 100 viewers, against one by HTTP in the same run. */
export async function benchMqtt(): Promise<void> {
  const dataDir = await mkdtemp(path.join(tmpdir(), "babyfoot-mqtt-"));
  const mqttPort = await freePort();
  const server = await startOn({ dataDir, port: 0, env: { MQTT_PORT: String(mqttPort) } });
  const made = await makeDevices(server, 2 * TABLES, { bounceMs: 0 });
  const broker = { url: `mqtt://127.0.0.1:${mqttPort}` };
  const there = made.slice(TABLES).map((device) => connectDevice(device, broker));
  try {
    while (there.some(({ client }) => !client.connected)) await wait(10);
    const ways = { HTTP: byHttp(server.port, made.slice(0, TABLES)), MQTT: byMqtt(there) };
    const found = await measure(server.port, ways);
    for (const [name, latencies] of Object.entries(found))
      console.log(
        `  by ${name}   ${latencies.length} received   p50 ${percentile(latencies, 0.5).toFixed(1)} ms   p99 ${percentile(latencies, 0.99).toFixed(1)} ms`,
      );
    const ratio = percentile(found.MQTT, 0.99) / percentile(found.HTTP, 0.99);
    console.log(`ratio ${ratio.toFixed(2)} to HTTP's p99 (at most ${MOST})`);
    if (ratio > MOST) process.exitCode = 1;
  } finally {
    for (const device of there) await device.close();
    await server.stop();
    await rm(dataDir, { recursive: true, force: true });
  }
}

/** Both ways in turn, so that what else the machine does meets both; the first goals of each are left out. */
async function measure<Name extends string>(
  port: number,
  ways: Record<Name, Way>,
): Promise<Record<Name, number[]>> {
  const { onGoal, close } = await openGoalViewers(port, "/api/v1/live", VIEWERS);
  const names = Object.keys(ways) as Name[];
  const found = Object.fromEntries(names.map((name) => [name, []])) as unknown as Record<
    Name,
    number[]
  >;
  let goalAt = 0;
  let into: number[] = [];
  onGoal((at) => into.push(at - goalAt));
  for (let nth = 0; nth < GOALS; nth += 1)
    for (const name of names) {
      into = nth < 2 * TABLES ? [] : found[name];
      goalAt = performance.now();
      await ways[name](nth);
      await wait(EVERY_MS);
    }
  close();
  for (const name of names) found[name].sort((a, b) => a - b);
  return found;
}
