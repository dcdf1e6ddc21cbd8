import type { MatchDetail } from "@babyfoot/contract";
import { useQueryClient } from "@tanstack/react-query";
import { type Action, useAction } from "../../../shared/api/use-action.ts";
import { useProblemText } from "../../../shared/api/use-problem-text.ts";
import { liveStore } from "../../../shared/live/live-client.ts";
import { toast } from "../../../shared/ui/toasts.tsx";
import { matchQuery } from "./match.ts";

interface MatchActionOptions<Values> {
  act: (values: Values, attempt: string) => Promise<MatchDetail>;
  onDone?: (values: Values) => void;
  /** The action's own form shows what went wrong. */
  quiet?: boolean;
}

/** Something done to a match; it is then shown as the server answered it. */
export function useMatchAction<Values = void>(
  id: string,
  options: MatchActionOptions<Values>,
): Action<Values, MatchDetail> {
  const client = useQueryClient();
  const problemText = useProblemText();
  return useAction<Values, MatchDetail>({
    act: options.act,
    onDone: (match, values) => {
      liveStore.remember({ matches: [match] });
      client.setQueryData(matchQuery(id).queryKey, match);
      options.onDone?.(values);
    },
    onFailed: (problem) => {
      void client.invalidateQueries(matchQuery(id));
      if (!options.quiet) toast(problemText(problem));
    },
  });
}
