import { fileURLToPath } from "node:url";
import { onEndSignals, onParentGone } from "./end-signals.mjs";
import { launch } from "./launch.mjs";
import { LaunchError } from "./launch-error.mjs";

/**
 * Runs the launcher as this process: 0 when it was told to end, 1 when something failed.
 * @param {{ root: URL }} needs
 */
export async function runLauncher({ root }) {
  const { env, stdout, stderr } = process;
  // A terminal that was closed takes no more text, which is no reason to leave the server alone.
  for (const stream of [stdout, stderr]) stream.on("error", () => undefined);
  const ending = new AbortController();
  /** @type {{ kill(): void } | undefined} */
  let running;
  const end = () => ending.abort();
  onEndSignals({
    source: process,
    first: end,
    again: () => {
      running?.kill();
      process.exit(130);
    },
  });
  onParentGone({ env, gone: end });
  try {
    await launch({
      root: fileURLToPath(root),
      env,
      out: stdout,
      signal: ending.signal,
      onStart: (started) => {
        running = started;
      },
    });
  } catch (error) {
    if (ending.signal.aborted) process.exit(0);
    stderr.write(`${reasonOf(error)}\n`);
    process.exit(1);
  }
}

/** @param {unknown} error */
function reasonOf(error) {
  if (!(error instanceof LaunchError)) return error instanceof Error ? error.stack : error;
  return [error.message, error.details].filter(Boolean).join("\n");
}
