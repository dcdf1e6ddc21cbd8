import { spawn } from "node:child_process";
import { LaunchError } from "./launch-error.mjs";

const KEPT_OUTPUT = 100_000;
const SHOWN_LINES = 20;

/**
 * Runs a tool to its end, silently; a failure carries what it wrote. An abort ends it with all that
 * it started, and `onStart` gets the means to do so at once.
 * @param {string[]} command
 * @param {{ cwd: string, env: NodeJS.ProcessEnv, signal: AbortSignal, failure: string, onStart: (running: { kill(): void }) => void }} options
 * @returns {Promise<void>}
 */
export async function runTool([file = "", ...args], { cwd, env, signal, failure, onStart }) {
  signal.throwIfAborted();
  return new Promise((resolve, reject) => {
    const child = spawn(file, args, {
      cwd,
      env,
      detached: true,
      stdio: ["ignore", "pipe", "pipe"],
    });
    let output = "";
    const keep = (/** @type {Buffer} */ chunk) => {
      if (output.length < KEPT_OUTPUT) output += chunk;
    };
    child.stdout.on("data", keep);
    child.stderr.on("data", keep);
    const end = () => signalGroup(child.pid, "SIGTERM");
    onStart({ kill: () => signalGroup(child.pid, "SIGKILL") });
    signal.addEventListener("abort", end);
    child.once("error", ({ message }) => reject(new LaunchError(`${failure}: ${message}`)));
    child.once("close", (code) => {
      signal.removeEventListener("abort", end);
      if (code === 0) resolve();
      else if (signal.aborted) reject(signal.reason);
      else reject(new LaunchError(`${failure}:`, shortened(output)));
    });
  });
}

/**
 * @param {number | undefined} pid a process that leads its group
 * @param {NodeJS.Signals} signal
 */
function signalGroup(pid, signal) {
  if (pid === undefined) return;
  try {
    process.kill(-pid, signal);
  } catch {
    // It has just ended by itself.
  }
}

/**
 * Tools name the cause at the beginning or at the end of what they write, seldom between.
 * @param {string} output
 */
export function shortened(output) {
  const lines = output.trim().split("\n");
  if (lines.length <= 2 * SHOWN_LINES) return lines.join("\n");
  return [...lines.slice(0, SHOWN_LINES), "…", ...lines.slice(-SHOWN_LINES)].join("\n");
}
