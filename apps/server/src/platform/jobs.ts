import { turnOf, withWork } from "./log/work.ts";

export interface Job {
  name: string;
  everyMs: number;
  run: () => Promise<void>;
}

/**
 * Runs idempotent sweeps again and again, each never beside itself; a failure is logged and tried at the next turn.
 * Several processes may run the same ones. Answers how to stop, which waits for those under way.
 */
export function startJobs(
  jobs: Job[],
  onError: (name: string, error: unknown) => void,
): () => Promise<void> {
  const running = new Map<string, Promise<void>>();
  const timers = jobs.map(({ name, everyMs, run }) =>
    setInterval(() => {
      if (running.has(name)) return;
      const turn = withWork(turnOf(name), () =>
        run().catch((error: unknown) => onError(name, error)),
      ).finally(() => running.delete(name));
      running.set(name, turn);
    }, everyMs),
  );
  return async () => {
    for (const timer of timers) clearInterval(timer);
    await Promise.all(running.values());
  };
}
