import type { ChildProcess } from "node:child_process";
import { startChild } from "../../platform/child-process.ts";
import type { DatabaseAddress } from "../../platform/connection.ts";

/** What a child is told to do. */
export interface ChildTask {
  task: "work" | "report";
  id: string;
  worker: string;
  database: DatabaseAddress;
}

/** A file of any size is worked on in as much memory. */
const MEGABYTES = 512;

/** So long somebody who is expected to have work is waited for: an upload on a slow network. */
const SPARE_FOR_MS = 60_000;

/** Starts children that work on imports. One can be made ready while its file is still on its way. */
export function importChildren() {
  let spare: { child: ChildProcess; timer: NodeJS.Timeout } | undefined;
  const dismiss = (): void => {
    spare?.child.kill("SIGKILL");
    forget();
  };
  const forget = (): void => {
    clearTimeout(spare?.timer);
    spare = undefined;
  };
  return {
    /** A file is coming. */
    expect: (): void => {
      if (spare !== undefined) return;
      const child = startImportChild();
      child.once("exit", forget);
      spare = { child, timer: setTimeout(dismiss, SPARE_FOR_MS).unref() };
    },
    start: (task: ChildTask): ChildProcess => {
      const child = spare?.child.connected === true ? spare.child : startImportChild();
      child.removeListener("exit", forget);
      forget();
      child.send(task);
      return child;
    },
    dismiss,
  };
}

const startImportChild = (): ChildProcess =>
  startChild("import-child", { megabytes: MEGABYTES, output: false });

/** Starts a child that writes a report to its standard output. */
export function startReportChild(task: ChildTask): ChildProcess {
  const child = startChild("import-child", { megabytes: MEGABYTES, output: true });
  child.send(task);
  return child;
}
