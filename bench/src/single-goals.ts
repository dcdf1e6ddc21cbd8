import { fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { analyze } from "./load/analyze.ts";
import { type BenchDevice, makeDevices } from "./load/campus.ts";
import { jsonRequest, type LoadResult, percentile, runLoad } from "./load/http-load.ts";
import { type ServerUnderTest, startServerUnderTest } from "./load/server-process.ts";

/** A campus, and a region whose boards all send at once. */
const CONNECTIONS = [64, 256];
const WARM_UP_SECONDS = 8;
const SECONDS = 6;
const ROUNDS = 3;
const PATH = "/api/v1/device/events";

function nextGoal(devices: BenchDevice[]): (connection: number) => string {
  const sent = devices.map(() => 0);
  const bootId = `bench-${Date.now()}`;
  return (connection) => {
    const device = devices[connection % devices.length];
    const seq = (sent[connection] ?? 0) + 1;
    sent[connection] = seq;
    const side = seq % 2 === 0 ? "red" : "blue";
    const event = { seq, type: "goal", side, uptimeMs: seq * 1000 };
    const body = { bootId, sentUptimeMs: seq * 1000, events: [event] };
    return jsonRequest(PATH, body, { authorization: `Bearer ${device?.token}` });
  };
}

const median = (values: number[]): number => values.sort((a, b) => a - b)[values.length >> 1] ?? 0;

const show = (name: string, result: LoadResult): void => {
  const wrong = [...result.statuses].filter(([status]) => status !== 200);
  console.log(
    `  ${name.padEnd(22)} ${result.perSecond.toFixed(0).padStart(6)} calls/s   p50 ${percentile(result.latencies, 0.5).toFixed(1)} ms   p99 ${percentile(result.latencies, 0.99).toFixed(1)} ms${wrong.length > 0 ? `   not 200: ${JSON.stringify(wrong)}` : ""}`,
  );
};

interface Opponents {
  server: ServerUnderTest;
  expressPort: number;
  devices: BenchDevice[];
}

/** Both in turn, so that what else the machine does meets both; answers ours over theirs, by the medians. */
async function compare({ server, expressPort, devices }: Opponents): Promise<number> {
  const connections = devices.length;
  const express = { port: expressPort, connections, next: plainGoal };
  const babyfoot = { port: server.port, connections, next: nextGoal(devices) };
  await runLoad({ ...express, seconds: WARM_UP_SECONDS });
  await runLoad({ ...babyfoot, seconds: WARM_UP_SECONDS });
  await analyze(server);
  const ours: number[] = [];
  const theirs: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const plain = await runLoad({ ...express, seconds: SECONDS });
    show("Express 5, one insert", plain);
    theirs.push(plain.perSecond);
    const whole = await runLoad({ ...babyfoot, seconds: SECONDS });
    show("Babyfoot, whole goal", whole);
    ours.push(whole.perSecond);
  }
  return median(ours) / median(theirs);
}

const plainGoal = (connection: number): string =>
  jsonRequest("/goal", { tableId: connection, side: "red" });

/** Durable single-goal calls a second, against a bare Express 5 + pg handler doing one plain insert. Target 1.5. */
export async function benchSingleGoals(): Promise<void> {
  const server = await startServerUnderTest();
  const baseline = fork(
    fileURLToPath(new URL("./baselines/express.ts", import.meta.url)),
    [JSON.stringify(server.database)],
    { execArgv: ["--import", "tsx"], env: { ...process.env, NODE_ENV: "production" } },
  );
  try {
    const [{ port: expressPort }] = (await once(baseline, "message")) as [{ port: number }];
    const all = await makeDevices(server, Math.max(...CONNECTIONS));
    for (const connections of CONNECTIONS) {
      console.log(`  ${connections} connections, one goal at a time each`);
      const devices = all.slice(0, connections);
      const ratio = await compare({ server, expressPort, devices });
      console.log(`ratio ${ratio.toFixed(2)} (must reach 1.5)`);
    }
  } finally {
    baseline.kill();
    await server.stop();
  }
}
