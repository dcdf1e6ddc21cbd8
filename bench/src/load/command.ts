import { spawn } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { memoryOf } from "./tree.ts";

const root = fileURLToPath(new URL("../../..", import.meta.url));
const LOOK_EVERY_MS = 50;

export interface Ran {
  code: number | null;
  seconds: number;
  /** The most memory that the command itself took. */
  peakMiB: number;
  said: string;
}

interface How {
  args?: readonly string[];
  env: Record<string, string>;
  /** Kills it (`-9`) after so long. */
  killAfterMs?: number;
}

/** Runs a command of the production build. */
export async function runCommand(name: string, { args = [], env, killAfterMs }: How): Promise<Ran> {
  const began = performance.now();
  const file = path.join(root, "apps/server/dist", `${name}.js`);
  const child = spawn(process.execPath, [file, ...args], {
    cwd: root,
    env: { ...process.env, LOG_LEVEL: "silent", ...env },
  });
  let said = "";
  for (const stream of [child.stdout, child.stderr])
    stream.on("data", (text) => {
      said += text;
    });
  let peak = 0;
  const looking = setInterval(() => {
    peak = Math.max(peak, memoryOf(child.pid ?? 0, "Rss"));
  }, LOOK_EVERY_MS);
  const killing =
    killAfterMs === undefined ? undefined : setTimeout(() => child.kill("SIGKILL"), killAfterMs);
  const [code] = await once(child, "close");
  clearInterval(looking);
  clearTimeout(killing);
  return { code, seconds: (performance.now() - began) / 1000, peakMiB: peak, said: said.trim() };
}
