import type { Log } from "../log/log.ts";
import { currentWork, type Work, workFields } from "../log/work.ts";
import type { createPlans } from "./plans.ts";
import { toldStatement, verbOf, withoutValues } from "./statement-text.ts";

/**
 * Is told of the beginning of each statement, and on whose behalf where somebody has named it; answers how to tell its
 * end, with the error where it failed.
 */
export type Watch = (text: string, named?: Work) => (error?: unknown) => void;

interface WatchNeeds {
  log: Log;
  /** From how long on a statement is slow, in milliseconds. */
  slowMs: number;
  planOf: ReturnType<typeof createPlans>;
  /** Is told of what has failed. */
  noteFailure(error: unknown): void;
}

/**
 * Logs each slow statement once, with whom it was for, how long it took and its plan, without any of its values. Traces
 * those of traced work, and at `debug` logs all.
 */
export function watchStatements({ log, slowMs, planOf, noteFailure }: WatchNeeds): Watch {
  const telling = log.isLevelEnabled("debug");
  const tellSlow = async (text: string, told: object): Promise<void> => {
    const plan = await planOf(text);
    const known = plan !== undefined && { plan: withoutValues(text, plan) };
    log.warn({ ...told, ...known }, "slow statement");
  };
  return (text, named) => {
    const began = performance.now();
    const work = named ?? currentWork();
    const span = work?.span?.child(verbOf(text), {
      "db.system.name": "postgresql",
      "db.query.text": toldStatement(text),
    });
    return (error) => {
      const failure = error === undefined ? undefined : codeOf(error);
      if (error !== undefined) noteFailure(error);
      span?.end(failure);
      const took = performance.now() - began;
      if (took < slowMs && !telling) return;
      const statement = toldStatement(text);
      const told = {
        ...{ ...workFields(work), statement, ms: Math.round(took) },
        ...(failure !== undefined && { failure }),
      };
      if (took < slowMs) log.debug(told, "statement");
      else void tellSlow(text, told);
    };
  };
}

/** The state that PostgreSQL names, or what the connection says. */
const codeOf = (error: unknown): string =>
  error instanceof Error && "code" in error ? String(error.code) : "unknown";

/** Has every statement that goes this way watched, once named on behalf of whoever that is. */
export const watched =
  <Answer>(
    watch: Watch,
    send: (text: string, values: readonly unknown[]) => Promise<Answer>,
    work: () => Work | undefined,
  ): typeof send =>
  (text, values) => {
    const end = watch(text, work());
    const answer = send(text, values);
    answer.then(() => end(), end);
    return answer;
  };
