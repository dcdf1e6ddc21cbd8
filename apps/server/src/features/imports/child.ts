import { type ChildProcess, fork } from "node:child_process";
import { existsSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import type pg from "pg";

/** What a child is told to do, and where its database is. */
export interface ChildTask {
  task: "work" | "report";
  id: string;
  worker: string;
  database:
    | {
        DATABASE_URL: string;
        DATABASE_SSL?: "verify-full" | "off" | undefined;
        DATABASE_CA?: string | undefined;
      }
    | { connection: pg.ClientConfig };
}

const here = path.dirname(fileURLToPath(import.meta.url));
const built = path.join(here, "import-child.js");
// Beside the bundle in production, two folders up in the sources.
const entry = existsSync(built) ? built : path.join(here, "../../import-child.ts");

/** A file of any size is worked on in as much memory. */
const MEMORY = ["--max-semi-space-size=4", "--max-old-space-size=512"];

/**
 * Starts a process of lower priority beside this one: neither its work nor its garbage stands in the way of the live
 * stream. It ends with this one. With `report` it writes to its standard output.
 */
export function startChild(task: ChildTask): ChildProcess {
  const child = fork(entry, [], {
    execArgv: [...(entry === built ? [] : ["--import", "tsx"]), ...MEMORY],
    stdio: ["ignore", task.task === "report" ? "pipe" : "ignore", "inherit", "ipc"],
  });
  child.send(task);
  return child;
}
