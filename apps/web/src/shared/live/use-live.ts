import type { Import, Match, QueueNews, Table, TableTap, TimelineEvent } from "@babyfoot/contract";
import { useEffect, useSyncExternalStore } from "react";
import { listenLive, liveStore } from "./live-client.ts";
import type { LiveScope } from "./live-connection.ts";
import type { ConnectionState } from "./live-store.ts";

const { subscribe } = liveStore;

/** While the page is shown, what it shows is kept current; null when it shows nothing live. */
export function useLive(scope: LiveScope | null): void {
  const { tableId, matchId, venueId } = scope ?? {};
  const on = scope !== null;
  useEffect(() => {
    if (!on) return;
    listenLive({
      ...(tableId === undefined ? {} : { tableId }),
      ...(matchId === undefined ? {} : { matchId }),
      ...(venueId === undefined ? {} : { venueId }),
    });
    return () => listenLive(null);
  }, [on, tableId, matchId, venueId]);
}

export function useConnection(): ConnectionState {
  return useSyncExternalStore(subscribe, liveStore.connection);
}

/** The table now, its match included; renders again only when that table changes. */
export function useLiveTable(id: string): Table | undefined {
  return useSyncExternalStore(subscribe, () => liveStore.table(id));
}

export function useLiveMatch(id: string): Match | undefined {
  return useSyncExternalStore(subscribe, () => liveStore.match(id));
}

/** The match that was last heard to end at a table. */
export function useLastEnded(tableId: string): Match | undefined {
  return useSyncExternalStore(subscribe, () => liveStore.lastEnded(tableId));
}

/** The last tap at a table that was heard of while the page listened. */
export function useLastTap(tableId: string): TableTap | undefined {
  return useSyncExternalStore(subscribe, () => liveStore.lastTap(tableId));
}

/** What the stream has added to a match's timeline since it was read. */
export function useTimelineAdditions(matchId: string): readonly TimelineEvent[] | undefined {
  return useSyncExternalStore(subscribe, () => liveStore.additions(matchId));
}

/** Counts up when the match has to be read again. */
export function useMatchGaps(matchId: string): number {
  return useSyncExternalStore(subscribe, () => liveStore.gaps(matchId));
}

/** Counts up when schedules and reservations have to be read again. */
export function useReservationTurns(): number {
  return useSyncExternalStore(subscribe, liveStore.reservationTurns);
}

/** Counts up when waiting lines have to be read again. */
export function useQueueTurns(): number {
  return useSyncExternalStore(subscribe, liveStore.queueTurns);
}

/** What was last heard of the waiting line of a venue. */
export function useQueueNews(venueId: string): QueueNews | undefined {
  return useSyncExternalStore(subscribe, () => liveStore.queue(venueId));
}

/** What was last heard of an import. */
export function useLiveImport(id: string): Import | undefined {
  return useSyncExternalStore(subscribe, () => liveStore.import(id));
}

export function useTablesKnown(): boolean {
  return useSyncExternalStore(subscribe, liveStore.tablesKnown);
}

/** A text or number worked out from the store; renders again only when it changes. */
export function useLiveValue<T extends string | number | boolean>(select: () => T): T {
  return useSyncExternalStore(subscribe, select);
}
