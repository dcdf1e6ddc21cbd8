import { AsyncLocalStorage } from "node:async_hooks";
import type { Span } from "../tracing/span.ts";

/** On whose behalf something is done: a request, several together, or a job. It goes along with what they lead to. */
export interface Work {
  requestId?: string;
  /** Of requests whose work is done in one transaction. */
  requestIds?: readonly string[];
  job?: string;
  jobId?: string;
  span?: Span;
  /** How long a request has waited for connections to the database, in milliseconds. */
  waitedMs: number;
}

const storage = new AsyncLocalStorage<Work>();
let held = 0;

/**
 * Keeps on what tells on whose behalf something is done, until the answered function is called. Once used it costs every
 * promise of the process two calls more (Node before 24), so it is off while nobody holds it: what is hot does without,
 * and names its work to the connection it uses.
 */
export function holdWork(): () => void {
  held += 1;
  let isHeld = true;
  return () => {
    if (!isHeld) return;
    isHeld = false;
    held -= 1;
    if (held === 0) storage.disable();
  };
}

/** Does something on behalf of `work`; whatever it starts is too, until it is done. */
export async function withWork<Result>(work: Work, act: () => Promise<Result>): Promise<Result> {
  const letGo = holdWork();
  try {
    return await storage.run(work, act);
  } finally {
    letGo();
  }
}

/** Goes on with `work`, which somebody holds. */
export const goOnWith = (work: Work, act: () => void): void => storage.run(work, act);

/** On whose behalf this is done, where that is known. */
export const currentWork = (): Work | undefined => storage.getStore();

let jobs = 0;

/** A turn of a job, which has an id of its own: unique in this process, which each line of its log names. */
export function turnOf(job: string): Work {
  jobs += 1;
  return { job, jobId: `${process.pid}-${jobs}`, waitedMs: 0 };
}

/** What a line of the log says of whom it is for. */
export function workFields(work = currentWork()): object {
  const { requestId, requestIds, job, jobId, span } = work ?? {};
  return {
    ...(requestId !== undefined && { requestId }),
    ...(requestIds !== undefined && { requestIds }),
    ...(job !== undefined && { job, jobId }),
    ...(span?.traceId !== undefined && { traceId: span.traceId }),
  };
}
