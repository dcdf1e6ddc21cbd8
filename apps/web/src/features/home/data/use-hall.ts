import type { Table } from "@babyfoot/contract";
import { useTables } from "../../../shared/game/tables.ts";
import { liveStore } from "../../../shared/live/live-client.ts";
import { useLiveValue, useTablesKnown } from "../../../shared/live/use-live.ts";
import { byCode, inOrder } from "./table-order.ts";

export type Hall =
  | { status: "loading" }
  | { status: "failed"; error: unknown; retry: () => void }
  | { status: "ready"; ordered: string[]; free: string[]; byCode: string[] };

function known(): Table[] {
  return liveStore.tableIds().flatMap((id) => liveStore.table(id) ?? []);
}

const idsText = (tables: Table[]): string => tables.map((table) => table.id).join(" ");
const orderedText = () => idsText(inOrder(known()));
const codesText = () => idsText(inOrder(known()).sort(byCode));
const freeText = () => idsText(known().filter((table) => table.status === "free"));
const idsOf = (text: string): string[] => (text === "" ? [] : text.split(" "));

/** Which tables there are and in what order; a goal alone does not change it. */
export function useHall(): Hall {
  const { isError, error, refetch } = useTables();
  const tablesKnown = useTablesKnown();
  const ordered = useLiveValue(orderedText);
  const codes = useLiveValue(codesText);
  const free = useLiveValue(freeText);
  if (tablesKnown) {
    return { status: "ready", ordered: idsOf(ordered), free: idsOf(free), byCode: idsOf(codes) };
  }
  if (isError) return { status: "failed", error, retry: () => void refetch() };
  return { status: "loading" };
}
