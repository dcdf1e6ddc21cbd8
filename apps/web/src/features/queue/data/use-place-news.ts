import type { QueueEntry, QueueNews } from "@babyfoot/contract";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { hasCode } from "../../../shared/api/problem.ts";
import { spread } from "../../../shared/live/spread.ts";
import { useConnection, useQueueNews } from "../../../shared/live/use-live.ts";
import { onOtherTab } from "../../../shared/queue/other-tabs.ts";
import { myPlaceQuery } from "../../../shared/queue/queue.ts";
import { sessionQuery } from "../../../shared/session/session.ts";

/**
 * Keeps a place right on whatever page: an offer to it is read at once, for its holder alone; that it is gone, and what
 * may have been missed while the stream was away, after a pause.
 */
export function usePlaceNews(place: QueueEntry | null): void {
  const { refetch, error } = useQuery({ ...myPlaceQuery, enabled: false });
  useLostSession(error);
  useOffers(place, refetch);
  useReconnections(place !== null, refetch);
  useOtherTabs();
}

function useOffers(place: QueueEntry | null, refetch: () => unknown): void {
  const news = useQueueNews(place?.venueId ?? "");
  const what = place === null || news === undefined ? "nothing" : whatIsNew(place, news);
  const version = news?.version;
  // biome-ignore lint/correctness/useExhaustiveDependencies: each version of the line is read once
  useEffect(() => {
    if (what === "nothing") return;
    if (what === "offer") {
      refetch();
      return;
    }
    const timer = setTimeout(refetch, spread());
    return () => clearTimeout(timer);
  }, [what, version, refetch]);
}

/** What a line's news say of somebody in it, against what they know. */
export function whatIsNew(
  { id, offer }: Pick<QueueEntry, "id" | "offer">,
  { offers }: Pick<QueueNews, "offers">,
): "offer" | "offer gone" | "nothing" {
  const named = offers.find(({ entryId }) => entryId === id);
  if (named) return offer?.offeredUntil === named.offeredUntil ? "nothing" : "offer";
  return offer === null ? "nothing" : "offer gone";
}

function useReconnections(isInLine: boolean, refetch: () => unknown): void {
  const isLive = useConnection() === "live";
  useEffect(() => {
    if (!isInLine || !isLive) return;
    const timer = setTimeout(refetch, spread());
    return () => clearTimeout(timer);
  }, [isInLine, isLive, refetch]);
}

function useOtherTabs(): void {
  const client = useQueryClient();
  useEffect(
    () =>
      onOtherTab(() => {
        for (const queryKey of [["me", "queue"], ["me", "reservations"], ["queue"]])
          void client.invalidateQueries({ queryKey });
      }),
    [client],
  );
}

/** Who may no longer ask for their place has been signed out meanwhile: the page is to say so. */
function useLostSession(error: unknown): void {
  const client = useQueryClient();
  const isLost = hasCode(error, "unauthenticated");
  useEffect(() => {
    if (isLost) void client.invalidateQueries(sessionQuery);
  }, [client, isLost]);
}
