import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { createAttempts } from "./attempts.ts";
import { ApiProblem, mayHaveHappened } from "./problem.ts";

const RETRIES = 2;

export interface Action<Values, Result> {
  /** Does it; the outcome shows in the fields below, so nothing is thrown. */
  run: (values: Values) => void;
  pending: boolean;
  error: ApiProblem | null;
  /** The values of the last run. */
  values: Values | undefined;
  result: Result | undefined;
  reset: () => void;
}

interface ActionOptions<Values, Result> {
  /** `attempt` is the idempotency key to send with the call. */
  act: (values: Values, attempt: string) => Promise<Result>;
  onDone?: (result: Result, values: Values) => void;
  onFailed?: (error: ApiProblem) => void;
}

/** Something a person does by pressing a button: sent again by itself when the answer got lost. */
export function useAction<Values = void, Result = unknown>(
  options: ActionOptions<Values, Result>,
): Action<Values, Result> {
  const [attempts] = useState(() => createAttempts());
  const mutation = useMutation<Result, Error, Values>({
    mutationFn: (values) => options.act(values, attempts.keyFor(values)),
    networkMode: "always",
    retry: (count, error) => count < RETRIES && mayHaveHappened(error) && navigator.onLine,
    retryDelay: (count) => 400 * 2 ** count * (0.5 + Math.random()),
    onSettled: (_result, error) => attempts.settled(error ?? undefined),
    onSuccess: (result, values) => options.onDone?.(result, values),
    onError: (error) => options.onFailed?.(asProblem(error)),
  });
  return {
    run: (values) => mutation.mutate(values),
    pending: mutation.isPending,
    error: mutation.error ? asProblem(mutation.error) : null,
    values: mutation.variables,
    result: mutation.data,
    reset: mutation.reset,
  };
}

function asProblem(error: Error): ApiProblem {
  return error instanceof ApiProblem ? error : new ApiProblem({ code: "unexpected_answer" });
}
