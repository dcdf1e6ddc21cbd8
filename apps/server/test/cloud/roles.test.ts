import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { newDevice, newTable, sendEvents } from "../campus.ts";
import { Client, signInAs } from "../client.ts";
import { freePort, type Server, serverProcess } from "../crash-drill.ts";
import { cloneDatabase } from "../database.ts";
import { ADMIN } from "../server.ts";

let folder: string;
let databaseUrl: string;
let drop: () => Promise<void>;
const servers: Server[] = [];

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "babyfoot-roles-"));
  ({ url: databaseUrl, drop } = await cloneDatabase());
});
afterAll(async () => {
  for (const server of servers) await server.stop();
  await drop();
  await rm(folder, { recursive: true, force: true });
});

async function start(ROLES: string, more: Record<string, string> = {}): Promise<Server> {
  const server = serverProcess(path.join(folder, ROLES), await freePort(), {
    ...{ ROLES, DATABASE_URL: databaseUrl, SECRET_KEY: "a-secret-key-of-at-least-32-characters" },
    ...{ ADMIN_EMAIL: ADMIN.email, ADMIN_PASSWORD: ADMIN.password, ...more },
  });
  servers.push(server);
  await server.start();
  return server;
}

async function countOf(table: string): Promise<number> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  const { rows } = await client.query<{ n: number }>(`select count(*)::int as n from ${table}`);
  await client.end();
  return rows[0]?.n ?? -1;
}

const codeOf = async (server: Server, at: string) => {
  const { status, body } = await new Client(server).get(at);
  return [status, body?.code ?? body?.status];
};

describe("processes that are for different things", () => {
  it("[O11] one for pages serves them without any database, and answers no calls", async () => {
    const front = await start("web", { DATABASE_URL: "", ADMIN_EMAIL: "", ADMIN_PASSWORD: "" });
    expect((await new Client(front).get("/readyz")).body).toEqual({ status: "ready", checks: {} });
    expect(await codeOf(front, "/healthz")).toEqual([200, "ok"]);
    expect((await new Client(front).get("/metrics")).status).toBe(200);
    const page = await fetch(`${front.url}/tables/T05`);
    expect(page.status).toBe(200);
    expect(page.headers.get("content-security-policy")).toContain("default-src 'self'");
    expect(await page.text()).toContain("<!doctype html>");
    expect(await codeOf(front, "/api/v1/tables")).toEqual([404, "not_found"]);
    expect(existsSync(path.join(folder, "web"))).toBe(false);
  });

  it("[O11] one for calls does nothing by itself, which another does; each answers only what it is for", async () => {
    const api = await start("api");
    const admin = await signInAs(api, ADMIN);
    const table = await newTable(admin, { bounceMs: 0 });
    const device = await newDevice(admin, table.id);
    const goals = Array.from({ length: 10 }, (_, at) => ({
      ...{ seq: at + 1, type: "goal", side: "red", uptimeMs: 900_000 + at * 1_000 },
    }));
    await sendEvents(new Client(api), device, { events: goals });
    expect(await codeOf(api, "/")).toEqual([404, "not_found"]);
    // As long as it takes another process to start, in which a worker would have counted it.
    const second = await start("api,broker", { MQTT_PORT: "0" });
    const ready = await new Client(second).get("/readyz");
    expect(ready.body.checks).toEqual({ database: "ok", broker: "ok", bus: "ok" });
    expect(await countOf("stale_matches")).toBe(1);
    expect(await countOf("games")).toBe(0);
    const worker = await start("worker");
    await expect.poll(() => countOf("games"), { timeout: 10_000 }).toBe(1);
    const { body } = await new Client(worker).get("/readyz");
    expect(body.checks).toEqual({ database: "ok", bus: "ok" });
    expect(await codeOf(worker, "/api/v1/tables")).toEqual([404, "not_found"]);
    expect(await codeOf(worker, "/")).toEqual([404, "not_found"]);
  });
});
