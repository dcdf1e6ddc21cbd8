import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";

const MAIN = fileURLToPath(new URL("../../../apps/server/dist/main.js", import.meta.url));

/** A simulated table of the demo campus, with its secret. */
export interface DemoBoard {
  name: string;
  kind: string;
  url?: string;
  token?: string;
}

/** The built product on an embedded database of its own, as `npm start` runs it. */
export interface Product {
  /** `http://localhost:<port>` */
  url: string;
  dataDir: string;
  admin: { email: string; password: string };
  boards: DemoBoard[];
  /** Ends the server; pages lose their connection. */
  halt(): Promise<void>;
  /** Starts it again at the same address, with the same data. */
  resume(): Promise<void>;
  /** Ends it for good and removes its data. */
  remove(): Promise<void>;
}

interface Ready {
  type: "ready";
  url: string;
  boards?: DemoBoard[];
}
type ServerMessage = Ready | { type: "failed"; message: string } | { type: "progress" };

const ADMIN = { email: "admin@babyfoot.example", password: "onze barres et demie" };

/** Starts the product at a free port. Rejects with the server's own words. */
export async function startProduct(environment: Record<string, string> = {}): Promise<Product> {
  const dataDir = await mkdtemp(path.join(tmpdir(), "babyfoot-e2e-"));
  const run = (port: string) => startServer({ ...environment, DATA_DIR: dataDir, PORT: port });
  let server = await run("0");
  const { url, boards = [] } = server.ready;
  return {
    url,
    dataDir,
    admin: ADMIN,
    boards,
    halt: () => end(server.child),
    resume: async () => {
      server = await run(new URL(url).port);
    },
    remove: async () => {
      await end(server.child);
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

async function startServer(
  environment: Record<string, string>,
): Promise<{ child: ChildProcess; ready: Ready }> {
  const child = fork(MAIN, {
    execArgv: [],
    env: {
      ...process.env,
      NODE_ENV: "production",
      HOST: "127.0.0.1",
      LOG_LEVEL: "error",
      ADMIN_EMAIL: ADMIN.email,
      ADMIN_PASSWORD: ADMIN.password,
      ...environment,
    },
  });
  return { child, ready: await readiness(child) };
}

function readiness(child: ChildProcess): Promise<Ready> {
  return new Promise((resolve, reject) => {
    child.on("message", (message: ServerMessage) => {
      if (message.type === "ready") resolve(message);
      if (message.type === "failed") reject(new Error(message.message));
    });
    child.once("exit", (code) => reject(new Error(`the server ended with exit code ${code}`)));
  });
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, "exit");
  child.kill("SIGTERM");
  await ended;
}
