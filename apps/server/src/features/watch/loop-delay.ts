import { monitorEventLoopDelay } from "node:perf_hooks";

export interface LoopDelay {
  /** What 99 in 100 turns of the event loop stayed under since it was last asked, in milliseconds. */
  take(): number;
  stop(): void;
}

export function watchLoopDelay(): LoopDelay {
  const delays = monitorEventLoopDelay({ resolution: 20 });
  delays.enable();
  return {
    take: () => {
      const milliseconds = delays.percentile(99) / 1e6;
      delays.reset();
      return milliseconds;
    },
    stop: () => delays.disable(),
  };
}
