import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { Agent, request } from "node:http";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { beforeEach, describe, expect, it, onTestFinished } from "vitest";
import { freePort, type Server, serverProcess } from "../crash-drill.ts";
import { cloneDatabase } from "../database.ts";

const DELAY_SECONDS = 3;

let start: () => Promise<Server>;
beforeEach(async () => {
  const folder = await mkdtemp(path.join(tmpdir(), "babyfoot-stopping-"));
  const { url: DATABASE_URL, drop } = await cloneDatabase();
  onTestFinished(async () => {
    await drop();
    await rm(folder, { recursive: true, force: true });
  });
  start = async () => {
    const server = serverProcess(folder, await freePort(), {
      ...{ DATABASE_URL, STOP_DELAY_SECONDS: String(DELAY_SECONDS) },
    });
    await server.start();
    onTestFinished(async () => void (await server.stop()));
    return server;
  };
});

const agent = new Agent({ keepAlive: true, maxSockets: 16 });

/** Answers the status, or the failure. */
function call(server: Server, at: string): Promise<number | string> {
  return new Promise((resolve) => {
    const asked = request(`${server.url}${at}`, { agent }, (answer) => {
      answer.resume().on("end", () => resolve(answer.statusCode ?? 0));
    });
    asked.on("error", (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
    asked.end();
  });
}

/** Sends each call to one that was ready when it last asked, which it does ten times a second, as a load balancer does. */
function balance(servers: Server[]) {
  const well = new Set(servers);
  const seen = new Map<number | string, number>();
  let going = true;
  const look = async () => {
    while (going) {
      for (const server of servers)
        if ((await call(server, "/readyz")) === 200) well.add(server);
        else well.delete(server);
      await wait(100);
    }
  };
  let turn = 0;
  const ask = async () => {
    while (going) {
      const ready = [...well];
      turn += 1;
      const server = ready[turn % ready.length];
      const status =
        server === undefined ? "nobody is ready" : await call(server, "/api/v1/tables");
      seen.set(status, (seen.get(status) ?? 0) + 1);
    }
  };
  const all = [look(), ...Array.from({ length: 6 }, ask)];
  const end = async () => {
    going = false;
    await Promise.all(all);
  };
  return { seen, isWell: (server: Server) => well.has(server), end };
}

/** Begins a call and keeps its last bytes back. */
async function beginSignIn(server: Server): Promise<{ finish(): Promise<string> }> {
  const { hostname, port } = new URL(server.url);
  const socket = connect(Number(port), hostname);
  await once(socket, "connect");
  const body = '{"email":"a@b.example","password":"wrong password"}';
  socket.write(
    `POST /api/auth/sign-in/email HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n${body.slice(0, 20)}`,
  );
  const finish = async () => {
    let answer = "";
    socket.on("data", (piece) => {
      answer += String(piece);
    });
    socket.write(body.slice(20));
    await once(socket, "close");
    return answer;
  };
  return { finish };
}

describe("a server that is told to stop behind a load balancer", () => {
  it("[O13] says so first and serves on: not one call fails while others take over", async () => {
    const [leaving, staying] = [await start(), await start()];
    const balancer = balance([leaving, staying]);
    await expect.poll(() => balancer.seen.get(200) ?? 0, { timeout: 20_000 }).toBeGreaterThan(100);
    const began = performance.now();
    const stopped = leaving.stop();
    await expect.poll(() => balancer.isWell(leaving), { timeout: 5_000 }).toBe(false);
    expect(await stopped).toBe(0);
    const took = performance.now() - began;
    expect(took).toBeGreaterThan(DELAY_SECONDS * 1_000);
    expect(took).toBeLessThan(DELAY_SECONDS * 1_000 + 5_000);
    await balancer.end();
    expect([...balancer.seen.keys()]).toEqual([200]);
  });

  it("[O13] names the reason on readyz, ends each connection with its answer, and answers what is under way", async () => {
    const server = await start();
    const stream = await fetch(`${server.url}/api/v1/live`);
    const live = stream.text();
    const begun = await beginSignIn(server);
    const stopped = server.stop();
    const stopping = async () => {
      const answer = await fetch(`${server.url}/readyz`);
      const { status } = (await answer.json()) as { status: string };
      return [answer.status, status, answer.headers.get("connection")];
    };
    await expect.poll(stopping, { timeout: 5_000 }).toEqual([503, "stopping", "close"]);
    expect((await fetch(`${server.url}/healthz`)).status).toBe(200);
    // The stream ends when the delay is over, with when to come back.
    const retries = [...(await live).matchAll(/^retry: (\d+)$/gm)].map(([, ms]) => Number(ms));
    expect(retries).toHaveLength(2);
    expect(retries[1]).toBeGreaterThanOrEqual(500);
    expect(retries[1]).toBeLessThanOrEqual(5_000);
    const refused = () =>
      fetch(`${server.url}/healthz`).then(
        () => "taken",
        () => "refused",
      );
    await expect.poll(refused, { timeout: 5_000 }).toBe("refused");
    expect(await begun.finish()).toMatch(/^HTTP\/1\.1 401 [\s\S]*"code":"invalid_credentials"/);
    expect(await stopped).toBe(0);
  });
});
