import { turnOf, withWork } from "./log/work.ts";

interface LanesDeps {
  /** What is done in them, as the log says. */
  name: string;
  count: number;
  /** Does the next thing that is due; answers whether there was one. Bounded in time. */
  doNext: () => Promise<boolean>;
  onError: (error: Error) => void;
  /** Called before each look; answers how to wait, after a look in vain, for more to do. */
  waiting: () => (signal: AbortSignal) => Promise<void>;
}

export interface Lanes {
  /** Waits a little for what is under way. */
  stop(): Promise<void>;
}

const AFTER_OUTAGE_MS = 5_000;
/** What takes longer to end comes back with its lease, elsewhere or after the next start. */
const PATIENCE_AT_STOP_MS = 5_000;

export const asError = (error: unknown): Error =>
  error instanceof Error ? error : new Error(String(error));

/** Resolves after a while, or when told to stop. */
export function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer);
      signal.removeEventListener("abort", end);
      resolve();
    };
    const timer = setTimeout(end, milliseconds);
    if (signal.aborted) end();
    else signal.addEventListener("abort", end);
  });
}

async function keepDoing(deps: LanesDeps, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    const wait = deps.waiting();
    const done = await withWork(turnOf(deps.name), () => tryNext(deps, signal));
    // Nobody's work is kept while one waits.
    if (done === "nothing") await wait(signal);
    if (done === "failed") await pause(AFTER_OUTAGE_MS, signal);
  }
}

async function tryNext(
  deps: LanesDeps,
  signal: AbortSignal,
): Promise<"something" | "nothing" | "failed"> {
  try {
    return (await deps.doNext()) ? "something" : "nothing";
  } catch (error) {
    // The database is away: what was taken comes back with its lease.
    if (!signal.aborted) deps.onError(asError(error));
    return "failed";
  }
}

/** Does what is due, in so many lanes beside each other, until stopped. */
export function runLanes(deps: LanesDeps): Lanes {
  const stopping = new AbortController();
  const lanes = Array.from({ length: deps.count }, () => keepDoing(deps, stopping.signal));
  return {
    async stop() {
      stopping.abort();
      const enough = new AbortController();
      await Promise.race([Promise.all(lanes), pause(PATIENCE_AT_STOP_MS, enough.signal)]);
      enough.abort();
    },
  };
}
