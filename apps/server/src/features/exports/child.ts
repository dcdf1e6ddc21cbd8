import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import type { ExportFormat } from "@babyfoot/contract";
import { startChild } from "../../platform/child-process.ts";
import type { DatabaseAddress } from "../../platform/connection.ts";
import type { Columns } from "./csv.ts";
import type { Statement } from "./datasets.ts";

/** What a child writes. All that it need not work out itself is in it, so that it is small and quick to begin. */
export interface FileTask {
  database: DatabaseAddress;
  statement: Statement;
  columns: Columns;
  format: ExportFormat;
}

export type Said =
  | { type: "begun" }
  | { type: "ended" }
  | { type: "failed"; error: Record<string, unknown> };

const MEGABYTES = 256;

/**
 * Begins a file in a process of lower priority beside this one: neither its work nor what it leaves behind to be tidied
 * up stands in the way of the live stream. Rejects with what went wrong before the first byte.
 * @param signal ends it at once, and its query
 * @returns the parts of the file, made as fast as they are taken
 */
export async function beginFile(
  task: FileTask,
  signal: AbortSignal,
): Promise<AsyncGenerator<Uint8Array>> {
  signal.throwIfAborted();
  const child = startChild("export-child", { megabytes: MEGABYTES, output: true });
  child.send(task);
  const end = () => void child.kill("SIGKILL");
  signal.addEventListener("abort", end, { once: true });
  child.once("exit", () => signal.removeEventListener("abort", end));
  const said = listen(child);
  await said.begun;
  return partsOf(child, said.ended);
}

/** Two promises of a child: that it has begun, and that all is written. */
function listen(child: ChildProcess): Record<"begun" | "ended", Promise<void>> {
  const when = (type: Said["type"]) =>
    new Promise<void>((resolve, reject) => {
      child.on("message", (message) => {
        const said = message as Said;
        if (said.type === type) resolve();
        else if (said.type === "failed") reject(Object.assign(new Error(), said.error));
      });
      child.once("error", reject);
      child.once("exit", (code, killed) =>
        reject(new Error(`The export ended (${killed ?? code}).`)),
      );
    });
  const [begun, ended] = [when("begun"), when("ended")];
  // Whoever has gone does not wait for it.
  ended.catch(() => undefined);
  return { begun, ended };
}

async function* partsOf(child: ChildProcess, ended: Promise<void>): AsyncGenerator<Uint8Array> {
  try {
    for await (const part of child.stdout ?? []) yield part as Uint8Array;
    // The end of its output alone does not tell whether it is all of it.
    await ended;
  } finally {
    child.kill("SIGKILL");
    if (child.exitCode === null && child.signalCode === null) await once(child, "exit");
  }
}
