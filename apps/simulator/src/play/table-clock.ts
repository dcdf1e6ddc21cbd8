import { setTimeout as sleep } from "node:timers/promises";

/** The time since the tables were first watched, in milliseconds. */
export interface TableClock {
  readonly epochMs: number;
  now(): number;
  /** Waits until an instant. Rejects on the abort. */
  until(atMs: number, signal: AbortSignal): Promise<void>;
}

export function startTableClock(): TableClock {
  const epochMs = Date.now();
  const begun = performance.now();
  const now = () => performance.now() - begun;
  const until = async (atMs: number, signal: AbortSignal) => {
    const leftMs = atMs - now();
    if (leftMs > 0) await sleep(leftMs, undefined, { signal });
    else signal.throwIfAborted();
  };
  return { epochMs, now, until };
}
