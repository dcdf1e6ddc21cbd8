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

/** Does something on behalf of `work`; whatever it starts is too. */
export const withWork = <Result>(work: Work, act: () => Result): Result => storage.run(work, act);

/** On whose behalf this is done, where that is known. */
export const currentWork = (): Work | undefined => storage.getStore();

/** Does something as a part of the work at hand, told apart by its span; where that is not traced it is simply done. */
export function withSpan<Result>(span: Span | undefined, act: () => Result): Result {
  if (span === undefined) return act();
  return storage.run({ waitedMs: 0, ...storage.getStore(), span }, act);
}

let jobs = 0;

/** A turn of a job, which has an id of its own: unique in this process, which each line of its log names. */
export function turnOf(job: string): Work {
  jobs += 1;
  return { job, jobId: `${process.pid}-${jobs}`, waitedMs: 0 };
}

/** What a line of the log says of whom it is for. */
export function workFields(): object {
  const { requestId, requestIds, job, jobId, span } = currentWork() ?? {};
  return {
    ...(requestId !== undefined && { requestId }),
    ...(requestIds !== undefined && { requestIds }),
    ...(job !== undefined && { job, jobId }),
    ...(span?.traceId !== undefined && { traceId: span.traceId }),
  };
}
