import { execFile, spawnSync } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import pg from "pg";
import { analyze } from "./load/analyze.ts";
import { type BenchDevice, makeDevices } from "./load/campus.ts";
import { jsonRequest, runLoad } from "./load/http-load.ts";
import { type ServerUnderTest, startServerUnderTest } from "./load/server-process.ts";

const EVENTS_PER_CALL = 500;
const CLIENTS = 4;
const SECONDS = 8;
const ROUNDS = 3;

/** One run of each device over all rounds: a goal every millisecond of its clock, so that time goes as fast as they do. */
function nextBatch(devices: BenchDevice[]): (connection: number) => string {
  const sent = devices.map(() => 0);
  return (connection) => {
    const from = sent[connection] ?? 0;
    sent[connection] = from + EVENTS_PER_CALL;
    const events = Array.from({ length: EVENTS_PER_CALL }, (_, index) => {
      const seq = from + index + 1;
      return { seq, type: "goal", side: seq % 2 === 0 ? "red" : "blue", uptimeMs: seq };
    });
    const body = { bootId: "bench", sentUptimeMs: sent[connection], events };
    const token = devices[connection]?.token;
    return jsonRequest("/api/v1/device/events", body, { authorization: `Bearer ${token}` });
  };
}

const literal = (value: unknown): string =>
  value === null
    ? "null"
    : value instanceof Date
      ? `'${value.toISOString()}'`
      : typeof value === "object"
        ? `'${JSON.stringify(value)}'`
        : `'${String(value)}'`;

/** The rows that the server has written, as a pgbench script: 500 inserts into a table of the same shape, one commit. */
async function pgbenchScript(client: pg.Client, file: string): Promise<void> {
  await client.query("drop table if exists bench_events");
  await client.query("create table bench_events (like table_events including all)");
  const { rows } = await client.query(`select * from table_events limit ${EVENTS_PER_CALL}`);
  const lines = rows.map((row, index) => {
    const fresh = { ...row, id: "gen", seq: index, boot_id: null };
    const columns = Object.keys(fresh).filter((name) => Reflect.get(fresh, name) !== null);
    const values = columns.map((name) =>
      name === "id" ? "gen_random_uuid()" : literal(Reflect.get(fresh, name)),
    );
    return `insert into bench_events (${columns.join(", ")}) values (${values.join(", ")});`;
  });
  await writeFile(file, ["begin;", ...lines, "commit;"].join("\n"));
}

async function runPgbench(server: ServerUnderTest, file: string): Promise<number> {
  const { host, port, user, database } = server.database;
  const args = ["-n", "-f", file, "-c", String(CLIENTS), "-j", "1", "-T", String(SECONDS)];
  const connection = ["-h", host, "-p", String(port), "-U", user, database];
  const { stdout } = await promisify(execFile)("pgbench", [...args, ...connection]);
  const tps = Number(
    /tps = ([\d.]+) \(without/.exec(stdout)?.[1] ?? /tps = ([\d.]+)/.exec(stdout)?.[1],
  );
  return tps * EVENTS_PER_CALL;
}

const median = (values: number[]): number => values.sort((a, b) => a - b)[values.length >> 1] ?? 0;

/** Batched events a second (500 a call) against pgbench inserting the same rows with the same commits. Target 0.7. */
export async function benchBatches(): Promise<void> {
  if (spawnSync("pgbench", ["--version"]).error !== undefined) {
    console.log("  pgbench is missing: apt-get install postgresql-contrib");
    return;
  }
  const server = await startServerUnderTest();
  const folder = await mkdtemp(path.join(tmpdir(), "babyfoot-pgbench-"));
  const client = new pg.Client(server.database);
  try {
    await client.connect();
    const devices = await makeDevices(server, CLIENTS, { bounceMs: 0 });
    const ours: number[] = [];
    const theirs: number[] = [];
    const file = path.join(folder, "insert.sql");
    const next = nextBatch(devices);
    const load = { port: server.port, connections: CLIENTS, seconds: SECONDS };
    await runLoad({ ...load, next });
    await analyze(server);
    for (let round = 0; round < ROUNDS; round += 1) {
      const result = await runLoad({ ...load, next });
      const events = result.perSecond * EVENTS_PER_CALL;
      console.log(
        `  Babyfoot   ${events.toFixed(0).padStart(7)} events/s ${JSON.stringify([...result.statuses])}`,
      );
      ours.push(events);
      if (round === 0) await pgbenchScript(client, file);
      const plain = await runPgbench(server, file);
      console.log(`  pgbench    ${plain.toFixed(0).padStart(7)} rows/s`);
      theirs.push(plain);
    }
    console.log(`ratio ${(median(ours) / median(theirs)).toFixed(2)} (must reach 0.70)`);
  } finally {
    await client.end();
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  }
}
