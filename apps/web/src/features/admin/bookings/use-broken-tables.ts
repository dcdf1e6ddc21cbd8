import type { Table } from "@babyfoot/contract";
import { liveStore } from "../../../shared/live/live-client.ts";
import { useLiveValue } from "../../../shared/live/use-live.ts";

const isBroken = ({ openFaults }: Table): boolean => openFaults.some(({ blocking }) => blocking);

/** The ids of the tables that a fault blocks, as they are now. */
export function useBrokenTables(tables: readonly Table[]): string[] {
  const ids = useLiveValue(() =>
    tables
      .map((table) => liveStore.table(table.id) ?? table)
      .filter(isBroken)
      .map(({ id }) => id)
      .join(" "),
  );
  return ids === "" ? [] : ids.split(" ");
}
