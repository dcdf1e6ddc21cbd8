import { setTimeout as sleep } from "node:timers/promises";
import type { Exit, Postmaster } from "./postmaster.ts";

export type Log = (message: string, details: object) => void;

type Launch = (signal: AbortSignal) => Promise<Postmaster>;

/** Launches the server and launches it again whenever it dies, until `stop`. */
export async function keepRunning(launch: Launch, log: Log) {
  const stopping = new AbortController();
  const listeners: ((exit: Exit) => void)[] = [];
  let current: Postmaster | undefined = await launch(stopping.signal);
  log("PostgreSQL serves", { pid: current.pid });

  const watch = async () => {
    while (current !== undefined) {
      // It may have come back at the very moment in which the shutdown began.
      if (stopping.signal.aborted) await current.stop();
      const exit = await current.exited;
      current = undefined;
      if (stopping.signal.aborted) return;
      log("PostgreSQL died and is being restarted", exit);
      for (const listener of listeners) listener(exit);
      current = await relaunch(launch, { log, signal: stopping.signal });
    }
  };
  const watching = watch();

  // Where setpriv is missing, this is what ends the server with a process that exits without stop.
  const endWithProcess = () => current?.interrupt();
  process.once("exit", endWithProcess);

  return {
    pid: () => current?.pid,
    onCrash: (listener: (exit: Exit) => void) => void listeners.push(listener),
    stop: async () => {
      stopping.abort();
      await current?.stop();
      await watching;
      process.off("exit", endWithProcess);
    },
  };
}

/** Tries until it serves again, at first at once, then ever slower; undefined when told to stop. */
async function relaunch(
  launch: Launch,
  { log, signal }: { log: Log; signal: AbortSignal },
): Promise<Postmaster | undefined> {
  for (let attempt = 0; !signal.aborted; attempt++) {
    try {
      const postmaster = await launch(signal);
      log("PostgreSQL serves again", { pid: postmaster.pid });
      return postmaster;
    } catch (error) {
      if (signal.aborted) break;
      log("PostgreSQL did not come back yet", { err: error, attempt });
    }
    const pause = Math.min(100 * 2 ** attempt, 10_000);
    await sleep(pause, undefined, { signal }).catch(() => undefined);
  }
  return undefined;
}
