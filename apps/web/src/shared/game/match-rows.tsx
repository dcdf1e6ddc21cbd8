import { useInfiniteQuery } from "@tanstack/react-query";
import { type ReactNode, useEffect, useRef } from "react";
import { useMessages } from "../i18n/use-messages.ts";
import { liveStore } from "../live/live-client.ts";
import { useLiveValue } from "../live/use-live.ts";
import { uiMessages } from "../ui/messages.ts";
import { More } from "../ui/more.tsx";
import { ErrorState, Skeleton } from "../ui/states.tsx";
import { MatchRow } from "./match-row.tsx";
import { type MatchFilter, matchesQuery } from "./matches.ts";

interface MatchRowsProps {
  filter: MatchFilter;
  /** Shown when there is none. */
  empty: ReactNode;
}

/** Reads a list of matches again when one has begun or ended since. */
function useTurns(refetch: () => unknown): void {
  const turns = useLiveValue(liveStore.turns);
  const seen = useRef(turns);
  useEffect(() => {
    if (seen.current === turns) return;
    seen.current = turns;
    refetch();
  }, [turns, refetch]);
}

/** A list of matches that goes on as far as one asks, and stays current while the page listens. */
export function MatchRows({ filter, empty }: MatchRowsProps) {
  const _texts = useMessages(uiMessages);
  const list = useInfiniteQuery({ ...matchesQuery(filter), refetchOnMount: "always" });
  useTurns(list.refetch);
  if (list.isPending) return <Skeleton height="4rem" count={4} />;
  if (list.isError && !list.data) {
    return <ErrorState error={list.error} onRetry={() => void list.refetch()} />;
  }
  const matches = list.data.pages.flatMap((page) => page.items);
  if (matches.length === 0) return empty;
  return (
    <>
      <ul>
        {matches.map((match) => (
          <MatchRow key={match.id} match={match} />
        ))}
      </ul>
      <More list={list} />
    </>
  );
}
