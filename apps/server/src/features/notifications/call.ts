export interface Call {
  /** How often it was made. */
  count(): number;
  make(): void;
  /** Resolves at the next call after the one counted as `since`, after a while, or when told to stop. */
  orPause(since: number, milliseconds: number, signal: AbortSignal): Promise<void>;
}

/** Wakes those who wait for work. One that is made while they look is not missed. */
export function createCall(): Call {
  let made = 0;
  const waiting = new Set<() => void>();
  return {
    count: () => made,
    make: () => {
      made += 1;
      for (const wake of waiting) wake();
    },
    orPause: (since, milliseconds, signal) =>
      new Promise((resolve) => {
        if (made !== since || signal.aborted) return resolve();
        const end = () => {
          clearTimeout(timer);
          waiting.delete(end);
          signal.removeEventListener("abort", end);
          resolve();
        };
        const timer = setTimeout(end, milliseconds);
        waiting.add(end);
        signal.addEventListener("abort", end);
      }),
  };
}
