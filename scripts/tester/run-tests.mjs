import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { ensureInstalled } from "../launcher/dependencies.mjs";
import { ensureBuilt } from "../launcher/launch.mjs";
import { LaunchError } from "../launcher/launch-error.mjs";

/**
 * Installs and builds what is missing, then runs the tests; ends with their exit code.
 * @param {{ root: URL, args: string[] }} needs `args` go to vitest as they are
 */
export async function runTests({ root, args }) {
  const folder = fileURLToPath(root);
  const { env, stdout } = process;
  const signal = new AbortController().signal;
  const needs = { root: folder, env, out: stdout, signal, onStart: () => undefined };
  try {
    await ensureInstalled(needs);
    await ensureBuilt(needs);
  } catch (error) {
    console.error(
      error instanceof LaunchError ? `${error.message}\n${error.details ?? ""}` : error,
    );
    process.exit(1);
  }
  const vitest = join(folder, "node_modules/vitest/vitest.mjs");
  const child = spawn(process.execPath, [vitest, "run", ...args], {
    cwd: folder,
    stdio: "inherit",
  });
  const [code] = await once(child, "exit");
  process.exit(code ?? 1);
}
