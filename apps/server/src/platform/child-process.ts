import { type ChildProcess, fork } from "node:child_process";
import { existsSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { giveWay } from "./background.ts";

/** The processes that are started beside the server: entries of the bundle. */
type ChildName = "import-child" | "export-child";

const here = path.dirname(fileURLToPath(import.meta.url));

/**
 * Beside the bundle in production, a folder up in the sources; tests, which start very many, bundle them once and say
 * where.
 */
function entryOf(name: ChildName): { entry: string; loader: string[] } {
  const built = path.join(process.env.BUNDLED_CHILDREN ?? here, `${name}.js`);
  if (existsSync(built)) return { entry: built, loader: [] };
  return { entry: path.join(here, "..", `${name}.ts`), loader: ["--import", "tsx"] };
}

/**
 * Starts a process beside this one: neither its work nor what it leaves behind to be tidied up stands in the way of the
 * live stream, to which it gives way. It waits for its task, a message, and hears of it (`disconnect`) when this one ends.
 * @param megabytes what it may keep in memory
 * @param output whether what it writes is read here
 */
export function startChild(
  name: ChildName,
  { megabytes, output }: { megabytes: number; output: boolean },
): ChildProcess {
  const { entry, loader } = entryOf(name);
  const child = fork(entry, [], {
    execArgv: [
      ...loader,
      // Threads of its own would take the other processor.
      "--single-threaded-gc",
      "--min-semi-space-size=8",
      "--max-semi-space-size=8",
      // What has been learnt stays; marking it again and again as it grows costs a tenth of the work.
      "--initial-old-space-size=64",
      `--max-old-space-size=${megabytes}`,
    ],
    stdio: ["ignore", output ? "pipe" : "ignore", "inherit", "ipc"],
    // A session of its own.
    detached: true,
  });
  if (child.pid !== undefined) giveWay(child.pid);
  return child;
}
