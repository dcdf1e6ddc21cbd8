import { join } from "node:path";
import { isBuilt } from "../builder/fingerprint.mjs";
import { playDemoBoards } from "./demo-boards.mjs";
import { ensureInstalled } from "./dependencies.mjs";
import { LaunchError } from "./launch-error.mjs";
import { startStep } from "./progress.mjs";
import { startServer } from "./server-process.mjs";
import { runTool } from "./tool.mjs";

/**
 * @typedef {{ root: string, env: NodeJS.ProcessEnv, out: import("./progress.mjs").Out, signal: AbortSignal, onStart: (running: { kill(): void }) => void }} Launch
 */

/**
 * Installs and builds what is missing, then runs the server until the abort, or until it ends by
 * itself, which is a LaunchError as everything else that stops it.
 * @param {Launch} launch
 */
export async function launch({ root, env, out, signal, onStart }) {
  await ensureInstalled({ root, env, out, signal, onStart });
  await ensureBuilt({ root, env, out, signal, onStart });
  signal.throwIfAborted();
  const step = startStep(out, "Starting the server");
  const server = startServer({
    main: join(root, "apps/server/dist/main.js"),
    cwd: root,
    env: { DEMO: "on", LOG_LEVEL: "warn", ...env, NODE_ENV: "production" },
    onProgress: step.say,
  });
  onStart(server);
  const aborted = new Promise((_, reject) => {
    signal.addEventListener("abort", () => reject(signal.reason));
  });
  try {
    const ready = await Promise.race([server.ready, aborted]);
    step.done("The server is ready");
    out.write(welcome(ready));
    void playDemoBoards({
      simulator: join(root, "apps/simulator/dist/main.js"),
      boards: ready.boards ?? [],
      serverUrl: ready.local ?? ready.url,
      signal,
      warn: (line) => void out.write(`${line}\n`),
    });
    const how = await Promise.race([server.exited, aborted]);
    throw new LaunchError(`The server ended (${how}).`);
  } finally {
    step.end();
    await server.stop();
  }
}

/** @param {Launch} needs */
export async function ensureBuilt({ root, env, out, signal, onStart }) {
  if (isBuilt(root)) return;
  const step = startStep(out, "Building");
  try {
    await runTool([process.execPath, join(root, "scripts/build.mjs")], {
      cwd: root,
      env,
      signal,
      failure: "The build failed",
      onStart,
    });
    step.done("Built");
  } finally {
    step.end();
  }
}

/**
 * @param {import("./server-process.mjs").Ready} ready
 * @returns {string}
 */
export function welcome({ url, admin }) {
  const signIn = admin ? [`Administrator: ${admin.email}, password ${admin.password}`] : [];
  return ["", `Babyfoot is at ${url}`, ...signIn, "Ctrl-C ends it.", ""].join("\n");
}
