import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import pg from "pg";
import { makeDevices } from "./load/campus.ts";
import { addressOfPostgres, type ServerUnderTest, startOn } from "./load/server-process.ts";
import {
  type Ask,
  demand,
  keepAsking,
  reader,
  scorer,
  summary,
  type Told,
  untilServed,
} from "./load/told.ts";

const READERS = 40;
const DEVICES = 20;
const LOCKED_MS = 60_000;
const EXHAUSTED_MS = 10_000;
const EVERY_MS = 200;
const TOLD_WITHIN_MS = 2_000;

type Address = ServerUnderTest["database"];

async function connect(address: Address): Promise<pg.Client> {
  const client = new pg.Client(address);
  client.on("error", () => undefined);
  await client.connect();
  return client;
}

/** All ask for a while; answers what they were told. */
async function askFor(asks: readonly Ask[], milliseconds: number): Promise<Told[]> {
  const enough = new AbortController();
  const asking = keepAsking(asks, { everyMs: EVERY_MS, signal: enough.signal });
  await wait(milliseconds);
  enough.abort();
  return asking;
}

function judge(told: readonly Told[]): void {
  console.log(`  meanwhile: ${summary(told)}`);
  const refused = told.filter(({ status }) => status !== 200);
  const asPromised = refused.every(({ status, retryAfter }) => status === 503 && retryAfter);
  demand("all were refused with 503 and Retry-After", refused.length > 0 && asPromised);
  demand(
    "each was told within 2 s",
    told.every(({ ms }) => ms < TOLD_WITHIN_MS),
  );
}

async function drillLock(address: Address, asks: readonly [Ask, ...Ask[]]): Promise<void> {
  console.log(`  the tables locked for ${LOCKED_MS / 1_000} s`);
  const holder = await connect(address);
  await holder.query("begin");
  await holder.query("lock table tables, table_heads in access exclusive mode");
  judge(await askFor(asks, LOCKED_MS));
  await holder.end();
  const seconds = await untilServed(asks[0]);
  demand(`served again by itself, after ${seconds.toFixed(2)} s`, seconds < 3);
}

/** Takes every connection that PostgreSQL gives, those of the server too. */
async function takeAll(address: Address): Promise<pg.Client[]> {
  const taken: pg.Client[] = [await connect(address)];
  const cutOff = `select pg_terminate_backend(pid) from pg_stat_activity
    where usename = current_user and application_name in ('babyfoot', 'babyfoot live', 'babyfoot notices')`;
  for (;;) {
    try {
      taken.push(await connect(address));
    } catch {
      const cut = await taken[0]?.query(cutOff);
      if (cut?.rowCount === 0) return taken;
    }
  }
}

async function drillConnections(address: Address, asks: readonly [Ask, ...Ask[]]): Promise<void> {
  const taken = await takeAll(address);
  console.log(`  all connections taken by others (${taken.length})`);
  judge(await askFor(asks, EXHAUSTED_MS));
  await Promise.all(taken.map((client) => client.end()));
  const seconds = await untilServed(asks[0]);
  demand(`served again by itself, after ${seconds.toFixed(2)} s`, seconds < 3);
}

/** F33: connections exhausted, and a lock of 60 s on what every goal needs. */
export async function drillBusyDatabase(): Promise<void> {
  const dataDir = await mkdtemp(path.join(tmpdir(), "babyfoot-busy-"));
  const server = await startOn({ dataDir, port: 0 });
  try {
    const devices = await makeDevices(server, DEVICES, { bounceMs: 0 });
    const first = reader(server.url);
    const asks: [Ask, ...Ask[]] = [
      first,
      ...Array.from({ length: READERS }, () => reader(server.url)),
      ...devices.map((device) => scorer(server.url, device)),
    ];
    const address = await addressOfPostgres(dataDir);
    await drillLock(address, asks);
    await drillConnections(address, asks);
  } finally {
    await server.stop();
    await rm(dataDir, { recursive: true, force: true });
  }
}
