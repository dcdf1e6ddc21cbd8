import { once } from "node:events";
import { readFileSync } from "node:fs";
import { connect } from "node:net";
import { fileURLToPath } from "node:url";
import pg from "pg";
import { describe, expect, inject, it } from "vitest";
import { Client } from "../../../test/client.ts";
import { cloneDatabase } from "../../../test/database.ts";
import { startServer, useServer } from "../../../test/server.ts";

const server = useServer({
  ...{ METRICS_TOKEN: "a-metrics-token-of-some-length", MQTT_PORT: "0" },
});

/** Sends text as it is; answers what comes back until the connection ends. */
async function raw(text: string): Promise<string> {
  const { hostname, port } = new URL(server().url);
  const socket = connect(Number(port), hostname);
  let answer = "";
  socket.on("data", (piece) => {
    answer += piece.toString();
  });
  socket.on("error", () => undefined);
  socket.write(text);
  await once(socket, "close");
  return answer;
}

async function untilReady(client: Client, status: number, database?: string) {
  for (let tries = 0; tries < 200; tries += 1) {
    const answer = await client.get("/readyz");
    const isWanted = database === undefined || answer.body.checks.database === database;
    if (answer.status === status && isWanted) return answer;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  throw new Error(`/readyz was never ${status}`);
}

describe("what operators ask", () => {
  it("the process is alive and ready, and says what it is", async () => {
    const anyone = new Client(server());
    expect((await anyone.get("/healthz")).body).toEqual({ status: "ok" });
    const ready = await untilReady(anyone, 200);
    expect(ready.body).toEqual({
      status: "ready",
      checks: { database: "ok", broker: "ok", bus: "ok" },
    });
    const version = (await anyone.get("/api/v1/version")).body;
    expect(version).toMatchObject({ version: "0.0.0-test", commit: "test" });
    expect(Date.parse(version.startedAt)).toBeLessThanOrEqual(Date.now());
  });

  it("[W41] without its database it is alive, not ready, names what fails, shows what it measures itself, and comes back by itself", async () => {
    const { url, drop } = await cloneDatabase();
    const own = await startServer({ databaseUrl: url });
    const anyone = new Client(own);
    await untilReady(anyone, 200);
    const name = new URL(url).pathname.slice(1);
    const keeper = new pg.Client({ connectionString: inject("databaseUrl") });
    await keeper.connect();
    await keeper.query(`alter database ${name} allow_connections false`);
    await keeper.query(
      "select pg_terminate_backend(pid) from pg_stat_activity where datname = $1",
      [name],
    );
    const down = await untilReady(anyone, 503, "failing");
    expect(down.body).toMatchObject({ status: "not_ready", checks: { database: "failing" } });
    expect(down.headers.get("retry-after")).toBe("1");
    expect((await anyone.get("/healthz")).status).toBe(200);
    const { body: metrics } = await anyone.get("/metrics");
    expect(metrics).toMatch(/^http_request_duration_seconds_count\{.+\} \d+$/m);
    expect(metrics).not.toMatch(/^babyfoot_database_size_bytes /m);
    const call = await anyone.get("/api/v1/tables");
    expect([call.status, call.body.code]).toEqual([503, "unavailable"]);
    expect(call.headers.get("retry-after")).toBe("1");
    expect(call.body.requestId).toMatch(/^[\w-]{36,}$/);
    expect(JSON.stringify(call.body)).not.toContain(name);
    await keeper.query(`alter database ${name} allow_connections true`);
    await keeper.end();
    expect((await untilReady(anyone, 200)).body.checks.bus).toBe("ok");
    await own.close();
    await drop();
  });

  it.each([
    [{}, 200],
    [{ authorization: "Bearer a-metrics-token-of-some-length" }, 200],
    [{ authorization: "Bearer a-metrics-token-of-some-lengtH" }, 401],
    [{ authorization: "Bearer " }, 200],
    [{ "x-forwarded-for": "127.0.0.1" }, 401],
    [{ "x-real-ip": "127.0.0.1" }, 401],
    [{ forwarded: "for=127.0.0.1" }, 401],
    [
      {
        "x-forwarded-for": "203.0.113.9",
        authorization: "Bearer a-metrics-token-of-some-length",
      },
      200,
    ],
  ])("metrics are read from loopback or with the token: %j gets %i", async (headers, status) => {
    const answer = await new Client(server()).get("/metrics", headers);
    expect(answer.status).toBe(status);
    if (status === 200) expect(answer.body).toContain("http_request_duration_seconds_bucket");
  });
});

describe("every answer", () => {
  it("[O13] leaves its connection open for longer than the load balancer does, which else gets none to a call", async () => {
    const edge = fileURLToPath(
      new URL("../../../../../infra/aws/modules/edge/main.tf", import.meta.url),
    );
    const [, idle] = /^ *idle_timeout = (\d+)$/m.exec(readFileSync(edge, "utf8")) ?? [];
    const { headers } = await new Client(server()).get("/healthz");
    const [, kept] = /^timeout=(\d+)$/.exec(headers.get("keep-alive") ?? "") ?? [];
    expect(Number(kept)).toBeGreaterThan(Number(idle));
  });

  it.each(["/", "/api/v1/tables", "/api/v1/nothing", "/api/v1/me", "/healthz", "/api/docs/"])(
    "of %s tells browsers to run nothing of others, and nobody what it is made of",
    async (path) => {
      const { headers } = await new Client(server()).get(path);
      const policy = headers.get("content-security-policy") ?? "";
      for (const part of ["default-src 'self'", "object-src 'none'", "frame-ancestors 'self'"])
        expect(policy).toContain(part);
      expect(headers.get("x-content-type-options")).toBe("nosniff");
      expect(headers.get("referrer-policy")).toBe("same-origin");
      expect(headers.get("x-powered-by")).toBeNull();
      expect(headers.get("server")).toBeNull();
    },
  );

  it.each([
    ["GET", "/api/v1/nothing", 404, "not_found"],
    ["PUT", "/api/v1/tables", 404, "not_found"],
    ["GET", "/api/v1/tables/%E0%A4%A", 400, "malformed"],
    ["GET", `/api/v1/tables/${"x".repeat(300)}`, 404, "not_found"],
    ["GET", "/metrics/x", 404, "not_found"],
    ["POST", "/", 404, "not_found"],
  ])("to %s %s is a problem document: %i", async (method, path, status, code) => {
    const answer = await new Client(server()).call(method, path);
    expect([answer.status, answer.body.code]).toEqual([status, code]);
    expect(answer.headers.get("content-type")).toMatch(/^application\/problem\+json/);
  });

  it("to what is not HTTP, or has endless headers, is a problem document too", async () => {
    expect(await raw("Hello there\r\n\r\n")).toMatch(/^HTTP\/1\.1 400 [\s\S]*"code":"malformed"/);
    const long = `GET / HTTP/1.1\r\nhost: x\r\nx: ${"x".repeat(70_000)}\r\n\r\n`;
    expect(await raw(long)).toMatch(/^HTTP\/1\.1 413 [\s\S]*"code":"too_large"/);
    expect((await new Client(server()).get("/healthz")).status).toBe(200);
  });

  it("to a body that is too large, of another type or no JSON has its code", async () => {
    const post = async (body: string, type = "application/json") => {
      const response = await fetch(`${server().url}/api/auth/sign-in/email`, {
        method: "POST",
        headers: { "content-type": type },
        body,
      });
      return ((await response.json()) as { code: string }).code;
    };
    expect(await post("{")).toBe("malformed");
    expect(await post("")).toBe("malformed");
    expect(await post('{"__proto__":{"admin":true}}')).toBe("malformed");
    expect(await post(`"${"x".repeat(300_000)}"`)).toBe("too_large");
    expect(await post("<a/>", "application/xml")).toBe("unsupported_type");
  });
});
