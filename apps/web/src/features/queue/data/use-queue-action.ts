import { useQueryClient } from "@tanstack/react-query";
import { hasCode } from "../../../shared/api/problem.ts";
import { type Action, useAction } from "../../../shared/api/use-action.ts";
import { tellOtherTabs } from "../../../shared/queue/other-tabs.ts";
import { sessionQuery } from "../../../shared/session/session.ts";

interface QueueActionOptions<Values, Result> {
  act: (values: Values, attempt: string) => Promise<Result>;
  /** Before anything is read again. */
  onDone?: (result: Result) => void;
}

/** Something done in the line; whether or not it worked, what is shown is read again, in other tabs too. */
export function useQueueAction<Values = void, Result = unknown>({
  act,
  onDone,
}: QueueActionOptions<Values, Result>): Action<Values, Result> {
  const client = useQueryClient();
  const readAgain = () => {
    void client.invalidateQueries({ queryKey: ["queue"] });
    void client.invalidateQueries({ queryKey: ["me", "reservations"] });
  };
  return useAction<Values, Result>({
    act,
    onDone: (result) => {
      onDone?.(result);
      readAgain();
      tellOtherTabs();
    },
    onFailed: (problem) => {
      void client.invalidateQueries({ queryKey: ["me", "queue"] });
      readAgain();
      if (hasCode(problem, "unauthenticated")) void client.invalidateQueries(sessionQuery);
    },
  });
}
