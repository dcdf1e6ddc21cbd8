import type { Table } from "@babyfoot/contract";
import { useMemo } from "react";
import { liveStore } from "../live/live-client.ts";
import { useLiveValue } from "../live/use-live.ts";

/** Somebody has it, and it can be waited for. */
export const isTaken = ({ status }: Pick<Table, "status">): boolean =>
  status === "playing" || status === "reserved";

/** Whether every table of a venue that can be played on is somebody's now, as far as is known. */
export function isAllTaken(tables: readonly Pick<Table, "status">[]): boolean {
  return tables.some(isTaken) && tables.every(({ status }) => status !== "free");
}

export function useAllTaken(venueId: string): boolean {
  const select = useMemo(() => () => isAllTaken(tablesOf(venueId)), [venueId]);
  return useLiveValue(select);
}

const tablesOf = (venueId: string): Table[] =>
  liveStore
    .tableIds()
    .flatMap((id) => liveStore.table(id) ?? [])
    .filter((table) => table.venueId === venueId);
