import { fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { analyze } from "./load/analyze.ts";
import { type BenchDevice, makeDevices } from "./load/campus.ts";
import { jsonRequest, type Load, type LoadResult, percentile, runLoad } from "./load/http-load.ts";
import { type ServerUnderTest, startServerUnderTest } from "./load/server-process.ts";

/** Calls a second are a capacity: each side is taken at the number of connections at which it does best. */
const CONNECTIONS = [64, 128, 256];
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

/** How both take a number of connections: the loads, and the calls a second of each round. */
interface Pairing {
  connections: number;
  express: Omit<Load, "seconds">;
  babyfoot: Omit<Load, "seconds">;
  theirs: number[];
  ours: number[];
}

/** Both in turn, and all numbers of connections in every round, so that what else the machine does meets all. */
async function compare({ server, expressPort, devices }: Opponents): Promise<Pairing[]> {
  const next = nextGoal(devices);
  const pairings: Pairing[] = CONNECTIONS.map((connections) => ({
    connections,
    express: { port: expressPort, connections, next: plainGoal },
    babyfoot: { port: server.port, connections, next },
    theirs: [],
    ours: [],
  }));
  for (const { express, babyfoot } of pairings) {
    await runLoad({ ...express, seconds: WARM_UP_SECONDS });
    await runLoad({ ...babyfoot, seconds: WARM_UP_SECONDS });
  }
  await analyze(server);
  for (let round = 0; round < ROUNDS; round += 1)
    for (const { connections, express, babyfoot, theirs, ours } of pairings) {
      console.log(`  ${connections} connections, one goal at a time each`);
      const plain = await runLoad({ ...express, seconds: SECONDS });
      show("Express 5, one insert", plain);
      theirs.push(plain.perSecond);
      const whole = await runLoad({ ...babyfoot, seconds: SECONDS });
      show("Babyfoot, whole goal", whole);
      ours.push(whole.perSecond);
    }
  return pairings;
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
    const devices = await makeDevices(server, Math.max(...CONNECTIONS));
    const pairings = await compare({ server, expressPort, devices });
    for (const { connections, ours, theirs } of pairings) {
      const times = (median(ours) / median(theirs)).toFixed(2);
      console.log(`  ${connections} connections: ${times} times as many`);
    }
    const best = (of: "ours" | "theirs") => Math.max(...pairings.map((one) => median(one[of])));
    console.log(`ratio ${(best("ours") / best("theirs")).toFixed(2)} (must reach 1.5)`);
  } finally {
    baseline.kill();
    await server.stop();
  }
}
