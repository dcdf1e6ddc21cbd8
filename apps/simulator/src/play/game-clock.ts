import { setTimeout as sleep } from "node:timers/promises";

/** Time at the tables, which may run faster than ours; in milliseconds since the start. */
export interface GameClock {
  readonly epochMs: number;
  readonly speed: number;
  now(): number;
  /** Waits until an instant of the tables. Rejects on the abort. */
  until(atMs: number, signal: AbortSignal): Promise<void>;
  /** Waits so long at the tables. Rejects on the abort. */
  wait(ms: number, signal: AbortSignal): Promise<void>;
}

export function startGameClock(speed: number): GameClock {
  const epochMs = Date.now();
  const begun = performance.now();
  const now = () => (performance.now() - begun) * speed;
  const until = async (atMs: number, signal: AbortSignal) => {
    const leftMs = (atMs - now()) / speed;
    if (leftMs > 0) await sleep(leftMs, undefined, { signal });
    else signal.throwIfAborted();
  };
  return { epochMs, speed, now, until, wait: (ms, signal) => until(now() + ms, signal) };
}
