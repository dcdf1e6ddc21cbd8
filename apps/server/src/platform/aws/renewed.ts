import { setTimeout as wait } from "node:timers/promises";

/** What is good for a while; instants in milliseconds since 1970. */
export interface Lasting<Value> {
  value: Value;
  /** From when it is better read anew. */
  renewAt: number;
  /** From when it is worthless. */
  endsAt: number;
}

export interface Renewed<Value> {
  /** What is good now. Whoever asks while it is read waits for the same reading. */
  get(): Promise<Value>;
  /** It was found to be worthless. */
  drop(): void;
}

/** Whoever needs what is still good does not wait for longer: connections are given two seconds to be made. */
const PATIENCE_MS = 500;

/** Keeps something that lasts, and reads it anew in time; while that fails or takes long, the old one does until its end. */
export function renewed<Value>(
  read: () => Promise<Lasting<Value>>,
  now: () => number = Date.now,
): Renewed<Value> {
  let kept: Lasting<Value> | undefined;
  let reading: Promise<Lasting<Value>> | undefined;
  const readAnew = (): Promise<Lasting<Value>> => {
    reading ??= read()
      .then((fresh) => {
        kept = fresh;
        return fresh;
      })
      .finally(() => {
        reading = undefined;
      });
    return reading;
  };
  return {
    get: async () => {
      const old = kept;
      if (old !== undefined && now() < old.renewAt) return old.value;
      if (old === undefined || now() >= old.endsAt) return (await readAnew()).value;
      const late = wait(PATIENCE_MS, old, { ref: false });
      return (await Promise.race([readAnew().catch(() => old), late])).value;
    },
    drop: () => {
      kept = undefined;
    },
  };
}
