import { makeDevices } from "./load/campus.ts";
import { openGoalViewers } from "./load/goal-viewers.ts";
import { jsonRequest, percentile, runLoad } from "./load/http-load.ts";
import { type ServerUnderTest, startServerUnderTest } from "./load/server-process.ts";
import { memoryOf } from "./load/tree.ts";

const VIEWERS = 1_000;
const TABLES = 8;
const SECONDS = 20;
/** One goal every 250 ms over all tables: more than eight tables ever score. */
const EVERY_MS = 250;

async function measure(server: ServerUnderTest, viewers: number): Promise<number[]> {
  const devices = await makeDevices(server, TABLES);
  const { onGoal, close } = await openGoalViewers(server.port, "/api/v1/live", viewers);
  const latencies: number[] = [];
  let postedAt = 0;
  onGoal((at) => latencies.push(at - postedAt));
  const rounds = (SECONDS * 1000) / EVERY_MS;
  for (let round = 1; round <= rounds; round += 1) {
    const device = devices[round % devices.length];
    const body = {
      bootId: "fan-out",
      sentUptimeMs: round * 1000,
      events: [
        { seq: Math.ceil(round / TABLES), type: "goal", side: "red", uptimeMs: round * 1000 },
      ],
    };
    postedAt = performance.now();
    await runLoad({
      port: server.port,
      connections: 1,
      seconds: 0,
      next: () =>
        jsonRequest("/api/v1/device/events", body, { authorization: `Bearer ${device?.token}` }),
    });
    const rest = EVERY_MS - (performance.now() - postedAt);
    await new Promise((resolve) => setTimeout(resolve, Math.max(0, rest)));
  }
  close();
  return latencies.sort((a, b) => a - b);
}

/** From a goal's request to 1,000 viewers: p99 under 100 ms, server RSS at most 512 MiB. Baseline: one viewer. */
export async function benchFanOut(): Promise<void> {
  const alone = await startServerUnderTest();
  const single = await measure(alone, 1).finally(() => alone.stop());
  const server = await startServerUnderTest();
  try {
    const all = await measure(server, VIEWERS);
    const show = (name: string, latencies: number[]) =>
      console.log(
        `  ${name.padEnd(14)} ${String(latencies.length).padStart(7)} received   p50 ${percentile(latencies, 0.5).toFixed(1)} ms   p99 ${percentile(latencies, 0.99).toFixed(1)} ms`,
      );
    show("1 viewer", single);
    show(`${VIEWERS} viewers`, all);
    console.log(`  server RSS ${memoryOf(server.pid, "Rss").toFixed(0)} MiB (at most 512)`);
    console.log(
      `ratio ${(percentile(all, 0.99) / percentile(single, 0.99)).toFixed(1)} to one viewer's p99 (p99 must stay under 100 ms)`,
    );
  } finally {
    await server.stop();
  }
}
