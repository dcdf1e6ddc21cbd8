import type { ChildProcess } from "node:child_process";
import { startChild } from "../../platform/child-process.ts";
import type { DatabaseAddress } from "../../platform/connection.ts";

/** What a child is told to do: with `report` it writes to its standard output. */
export interface ChildTask {
  task: "work" | "report";
  id: string;
  worker: string;
  database: DatabaseAddress;
}

/** A file of any size is worked on in as much memory. */
const MEGABYTES = 512;

export const startImportChild = (task: ChildTask): ChildProcess =>
  startChild("import-child", { task, megabytes: MEGABYTES, output: task.task === "report" });
