import type { Table } from "@babyfoot/contract";
import { useMemo } from "react";
import { useTables } from "../../../shared/game/tables.ts";
import { liveStore } from "../../../shared/live/live-client.ts";
import { useLiveValue } from "../../../shared/live/use-live.ts";

/** The tables of a venue that are in use, by code, as far as they are known; a goal alone changes nothing. */
export function useVenueTables(venueId: string): Table[] {
  useTables();
  const select = useMemo(
    () => () =>
      tablesOf(venueId)
        .map(({ id, status, code, name }) => `${id}${status}${code}${name}`)
        .join(),
    [venueId],
  );
  const text = useLiveValue(select);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the text stands for what is read
  return useMemo(() => tablesOf(venueId), [venueId, text]);
}

function tablesOf(venueId: string): Table[] {
  return liveStore
    .tableIds()
    .flatMap((id) => liveStore.table(id) ?? [])
    .filter((table) => table.venueId === venueId && table.status !== "retired")
    .sort((one, other) => one.code.localeCompare(other.code, "en", { numeric: true }));
}
