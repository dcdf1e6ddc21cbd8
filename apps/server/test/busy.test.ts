import pg from "pg";
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { silentLog } from "../src/platform/log/log.ts";
import { asAdmin, newDevice, newTable, type TestDevice, type TestTable } from "./campus.ts";
import { type Answer, Client, newPlayer } from "./client.ts";
import { startServer, type TestServer } from "./server.ts";

/** What people and devices may be made to wait before they hear that they must come again. */
const TOLD_WITHIN_MS = 2_000;
const POOL = 3;

interface Told extends Answer {
  ms: number;
}

async function timed(call: Promise<Answer>): Promise<Told> {
  const began = performance.now();
  const answer = await call;
  return { ...answer, ms: performance.now() - began };
}

function expectToldInTime(answers: readonly Told[]): void {
  for (const { status, body, headers, ms } of answers) {
    expect([status, body.code]).toEqual([503, "unavailable"]);
    expect(Number(headers.get("retry-after"))).toBeGreaterThan(0);
    expect(ms).toBeLessThan(TOLD_WITHIN_MS);
  }
}

describe("a database that has no time", () => {
  let server: TestServer;
  let player: Client;
  let table: TestTable;
  let device: TestDevice;
  let seq = 0;

  beforeAll(async () => {
    server = await startServer({ poolSize: POOL, log: silentLog() });
    const admin = await asAdmin(server);
    player = await newPlayer(server);
    table = await newTable(admin, { bounceMs: 0 });
    device = await newDevice(admin, table.id);
  });
  afterAll(() => server.close());

  const goal = () => {
    seq += 1;
    const event = { seq, type: "goal", side: "red", uptimeMs: seq * 1_000 };
    return new Client(server).post(
      "/api/v1/device/events",
      { bootId: "boot-1", sentUptimeMs: seq * 1_000, events: [event] },
      { authorization: `Bearer ${device.token}` },
    );
  };
  const connection = async (): Promise<pg.Client> => {
    const client = new pg.Client({ connectionString: server.databaseUrl });
    client.on("error", () => undefined);
    await client.connect();
    onTestFinished(() => client.end().catch(() => undefined));
    return client;
  };
  /** Far more at once than there are connections. */
  const everybody = () =>
    Promise.all(
      [...Array(12).keys()].flatMap((n) => [
        timed(player.get(`/api/v1/tables?limit=${n + 1}`)),
        timed(player.post(`/api/v1/tables/${table.id}/faults`, { kind: "lost_ball" })),
        timed(goal()),
      ]),
    );

  it("[O20] [F33] that is locked has everybody told to come again within 2 s, and all goes on when it is free", async () => {
    const holder = await connection();
    await holder.query("begin");
    await holder.query("lock table tables in access exclusive mode");
    expectToldInTime(await everybody());
    expectToldInTime(await everybody());
    expect((await new Client(server).get("/healthz")).status).toBe(200);
    await holder.query("rollback");
    const after = [await timed(player.get("/api/v1/tables")), await timed(goal())];
    expect(after.map(({ status }) => status)).toEqual([200, 200]);
  });

  it("[O20] [F33] that lets nobody in has everybody told to come again, and all goes on when it does", async () => {
    const { rows } = await server.database.query<{ name: string }>({
      text: "select current_database() as name",
    });
    const keeper = new pg.Client({ connectionString: server.databaseUrl });
    const other = new URL(server.databaseUrl);
    other.pathname = "/postgres";
    const outside = new pg.Client({ connectionString: other.href });
    await outside.connect();
    onTestFinished(() => outside.end());
    const name = rows[0]?.name;
    await outside.query(`alter database ${name} connection limit 0`);
    await outside.query(
      `select pg_terminate_backend(pid) from pg_stat_activity where datname = '${name}'`,
    );
    await expect(keeper.connect()).rejects.toMatchObject({ code: "53300" });
    expectToldInTime(await everybody());
    await outside.query(`alter database ${name} connection limit -1`);
    const after = [await timed(player.get("/api/v1/tables")), await timed(goal())];
    expect(after.map(({ status }) => status)).toEqual([200, 200]);
  });
});
