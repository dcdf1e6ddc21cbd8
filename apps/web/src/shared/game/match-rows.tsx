import { useInfiniteQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useMessages } from "../i18n/use-messages.ts";
import { Button } from "../ui/button.tsx";
import { uiMessages } from "../ui/messages.ts";
import { ErrorState, Skeleton } from "../ui/states.tsx";
import { MatchRow } from "./match-row.tsx";
import { type MatchFilter, matchesQuery } from "./matches.ts";

interface MatchRowsProps {
  filter: MatchFilter;
  /** Shown when there is none. */
  empty: ReactNode;
}

/** A list of matches that goes on as far as one asks. */
export function MatchRows({ filter, empty }: MatchRowsProps) {
  const texts = useMessages(uiMessages);
  const list = useInfiniteQuery({ ...matchesQuery(filter), refetchOnMount: "always" });
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
      {list.hasNextPage ? (
        <p>
          <Button pending={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
            {texts.more}
          </Button>
        </p>
      ) : null}
    </>
  );
}
