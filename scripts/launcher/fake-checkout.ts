import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { pathToFileURL } from "node:url";
import { onTestFinished } from "vitest";
import { fingerprint, markBuilt } from "../builder/fingerprint.mjs";

/** A server that is ready at once, ends when told and when its launcher is gone. */
export const OBEDIENT_SERVER = `
  const board = { name: "One", kind: "native", token: "t" };
  const admin = { email: "admin@example.org", password: "correct horse" };
  process.send({ type: "ready", url: "http://localhost:3999", admin, boards: [board] });
  process.on("SIGTERM", () => process.exit(0));
  process.on("disconnect", () => process.exit(0));
  console.log("server", process.pid, process.env.DEMO, process.env.NODE_ENV);
`;

const SIMULATOR = `
  export async function playBoards(boards, { serverUrl, signal }) {
    console.log("playing", boards.map(({ name }) => name).join(), "on", serverUrl);
  }
`;

/** A folder like a clone that is installed and built, with `server` as its server. */
export function fakeCheckout(server: string, simulator = SIMULATOR): string {
  const root = mkdtempSync(join(tmpdir(), "babyfoot start "));
  onTestFinished(() => rmSync(root, { recursive: true }));
  const lock = JSON.stringify({ packages: {} });
  write(
    root,
    "package.json",
    JSON.stringify({ type: "module", scripts: { start: "exec node go.mjs" } }),
  );
  write(root, "package-lock.json", lock);
  write(root, "node_modules/.package-lock.json", lock);
  write(root, "apps/server/src/main.ts", server);
  write(root, "apps/server/dist/main.js", server);
  write(root, "apps/simulator/dist/main.js", simulator);
  write(root, "apps/web/dist/index.html", "");
  const run = pathToFileURL(join(import.meta.dirname, "run.mjs"));
  write(
    root,
    "go.mjs",
    `import { runLauncher } from "${run}"; await runLauncher({ root: new URL(".", import.meta.url) });`,
  );
  markBuilt(root, fingerprint(root));
  return root;
}

/** Writes a file of the folder, and the folders on the way. */
export function write(root: string, file: string, text: string): void {
  mkdirSync(dirname(join(root, file)), { recursive: true });
  writeFileSync(join(root, file), text);
}

export type Launched = {
  process: ChildProcess;
  /** Resolves with the match once the launcher or its server has written it; rejects when they end first. */
  saw(text: RegExp): Promise<RegExpExecArray>;
  exited: Promise<{ code: number | null; signal: NodeJS.Signals | null }>;
};

/** Starts the launcher in a group of its own, as a terminal does. */
export function launchIn(
  root: string,
  command = [process.execPath, "go.mjs"],
  more: NodeJS.ProcessEnv = {},
): Launched {
  // Not as under the npm that runs the tests.
  const { npm_lifecycle_event: _, npm_execpath: __, ...clean } = process.env;
  const env = { ...clean, ...more };
  const [file = "", ...args] = command;
  const child = spawn(file, args, {
    cwd: root,
    env,
    detached: true,
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  const keep = (chunk: Buffer) => {
    output += chunk;
  };
  child.stdout.on("data", keep);
  child.stderr.on("data", keep);
  const exited = once(child, "exit").then(([code, signal]) => ({ code, signal }));
  const closed = once(child, "close").then(() => "closed");
  onTestFinished(() => void child.kill("SIGKILL"));
  const saw = async (text: RegExp) => {
    for (;;) {
      const over = (await Promise.race([closed, sleep(10)])) === "closed";
      const match = text.exec(output);
      if (match) return match;
      if (over) throw new Error(`it ended without ${text}:\n${output}`);
    }
  };
  return { process: child, saw, exited };
}

/** Waits until no such process is there any more. */
export async function untilGone(pid: number): Promise<void> {
  while (isAlive(pid)) await sleep(10);
}

/** Whether there is such a process; one that only waits to be buried is none. */
export function isAlive(pid: number): boolean {
  try {
    return !/^State:\tZ/m.test(readFileSync(`/proc/${pid}/status`, "utf8"));
  } catch {
    return false;
  }
}
