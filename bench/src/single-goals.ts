import { fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { type BenchDevice, makeDevices } from "./load/campus.ts";
import { jsonRequest, type LoadResult, percentile, runLoad } from "./load/http-load.ts";
import { startServerUnderTest } from "./load/server-process.ts";

const CONNECTIONS = 64;
const SECONDS = 6;
const ROUNDS = 3;

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
    return jsonRequest("/api/v1/device/events", body, { authorization: `Bearer ${device?.token}` });
  };
}

const median = (values: number[]): number => values.sort((a, b) => a - b)[values.length >> 1] ?? 0;

const show = (name: string, result: LoadResult): void => {
  const wrong = [...result.statuses].filter(([status]) => status !== 200);
  console.log(
    `  ${name.padEnd(22)} ${result.perSecond.toFixed(0).padStart(6)} calls/s   p50 ${percentile(result.latencies, 0.5).toFixed(1)} ms   p99 ${percentile(result.latencies, 0.99).toFixed(1)} ms${wrong.length > 0 ? `   not 200: ${JSON.stringify(wrong)}` : ""}`,
  );
};

/** Durable single-goal calls a second, against a bare Express 5 + pg handler doing one plain insert. Target 1.5. */
export async function benchSingleGoals(): Promise<void> {
  const server = await startServerUnderTest();
  const baseline = fork(
    fileURLToPath(new URL("./baselines/express.ts", import.meta.url)),
    [JSON.stringify(server.database)],
    { execArgv: ["--import", "tsx"], env: { ...process.env, NODE_ENV: "production" } },
  );
  try {
    const [{ port }] = (await once(baseline, "message")) as [{ port: number }];
    const devices = await makeDevices(server, CONNECTIONS);
    const ours: number[] = [];
    const theirs: number[] = [];
    const plain = (connection: number) =>
      jsonRequest("/goal", { tableId: connection, side: "red" });
    for (let round = 0; round < ROUNDS; round += 1) {
      const load = { connections: CONNECTIONS, seconds: SECONDS };
      const express = await runLoad({ ...load, port, next: plain });
      show("Express 5, one insert", express);
      theirs.push(express.perSecond);
      const babyfoot = await runLoad({ ...load, port: server.port, next: nextGoal(devices) });
      show("Babyfoot, whole goal", babyfoot);
      ours.push(babyfoot.perSecond);
    }
    console.log(`ratio ${(median(ours) / median(theirs)).toFixed(2)} (must reach 1.5)`);
  } finally {
    baseline.kill();
    await server.stop();
  }
}
