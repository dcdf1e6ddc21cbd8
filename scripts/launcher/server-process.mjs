import { spawn } from "node:child_process";
import { once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import { LaunchError } from "./launch-error.mjs";

const STOP_MS = 40_000;
/** Room for what a burst of goals leaves behind: an eighth less work under load, nothing when idle. */
export const NODE_FLAGS = ["--max-semi-space-size=64"];

/**
 * @typedef {{ name: string, kind: string, url?: string, token?: string }} Board
 * @typedef {{ type: "ready", url: string, local?: string, admin?: { email: string, password: string }, boards?: Board[] }} Ready
 * @typedef {Ready | { type: "failed", message: string } | { type: "progress", message: string }} ServerMessage
 * @typedef {{ pid: number | undefined, ready: Promise<Ready>, exited: Promise<string>, stop(): Promise<void>, kill(): void }} ServerProcess
 */

/**
 * Starts the server as a child in a group of its own: Ctrl-C reaches it through us alone, and its
 * channel to us tells it when we are gone. `exited` gives how it ended.
 * @param {{ main: string, cwd: string, env: NodeJS.ProcessEnv, onProgress: (message: string) => void }} needs
 * @returns {ServerProcess}
 */
export function startServer({ main, cwd, env, onProgress }) {
  const child = spawn(process.execPath, [...NODE_FLAGS, main], {
    cwd,
    env,
    detached: true,
    stdio: ["ignore", "inherit", "inherit", "ipc"],
  });
  const exited = once(child, "exit").then(([code, signal]) =>
    String(signal ?? `exit code ${code}`),
  );
  /** @type {Promise<Ready>} */
  const ready = new Promise((resolve, reject) => {
    child.on("message", (said) => {
      const message = /** @type {ServerMessage} */ (said);
      if (message.type === "ready") resolve(message);
      else if (message.type === "failed") reject(new LaunchError(message.message));
      else if (message.type === "progress") onProgress(message.message);
    });
    exited.then(
      (how) => reject(new LaunchError(`The server ended before it was ready (${how}).`)),
      reject,
    );
  });
  // Whoever stops before it is ready has no use for it.
  ready.catch(() => undefined);
  const kill = () => void child.kill("SIGKILL");
  const stop = async () => {
    child.kill("SIGTERM");
    const late = sleep(STOP_MS, "late", { ref: false });
    if ((await Promise.race([exited, late])) === "late") kill();
    await exited;
  };
  return { pid: child.pid, ready, exited, stop, kill };
}
