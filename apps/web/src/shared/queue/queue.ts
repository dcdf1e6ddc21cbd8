import {
  API,
  listOf,
  type QueueEntry,
  queueEntrySchema,
  type VenueQueue,
  venueQueueSchema,
} from "@babyfoot/contract";
import { queryOptions, useQuery } from "@tanstack/react-query";
import { call } from "../api/client.ts";
import { useSession } from "../session/session.ts";

const entries = listOf(queueEntrySchema);

/** Expected waits change with every goal, of which nobody says so. */
const WAITS_MS = 30_000;

/** Where one waits, or null. It is read once: the line says when it has changed. */
export const myPlaceQuery = queryOptions({
  queryKey: ["me", "queue"],
  queryFn: async ({ signal }): Promise<QueueEntry | null> =>
    (await call(entries, `${API}/queue`, { signal })).items[0] ?? null,
  staleTime: Number.POSITIVE_INFINITY,
});

/** One's place as far as it is known; undefined for who is not signed in, or no longer. */
export function useMyPlace(): QueueEntry | null | undefined {
  const isIn = useSession().status === "in";
  const { data } = useQuery({ ...myPlaceQuery, enabled: isIn });
  return isIn ? data : undefined;
}

/** The line of a venue, and what whoever joined now would have to expect. */
export const lineQuery = (venueId: string) =>
  queryOptions({
    queryKey: ["queue", venueId],
    queryFn: ({ signal }): Promise<VenueQueue> =>
      call(venueQueueSchema, `${API}/venues/${venueId}/queue`, { signal }),
    staleTime: WAITS_MS,
    refetchInterval: WAITS_MS,
  });

/** What somebody who joined now would have to expect, for any table or for one. */
export function waitIn(line: VenueQueue, tableId: string | null): number | null {
  if (tableId === null) return line.next.estimatedWaitSeconds;
  const next = line.next.tables.find((table) => table.tableId === tableId);
  return next?.estimatedWaitSeconds ?? null;
}
