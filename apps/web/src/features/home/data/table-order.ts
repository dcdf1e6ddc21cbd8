import type { Table } from "@babyfoot/contract";

export type TableGroup = "live" | "free" | "closed";

export function groupOf(table: Pick<Table, "status" | "currentMatch">): TableGroup {
  if (table.currentMatch?.status === "live" || table.status === "playing") return "live";
  return table.status === "free" || table.status === "reserved" ? "free" : "closed";
}

const GROUPS: TableGroup[] = ["live", "free", "closed"];

/** Matches first, then what can be played on, then the rest; each by its code, so that little moves. */
export function inOrder(tables: readonly Table[]): Table[] {
  return tables
    .filter((table) => table.status !== "retired")
    .sort(
      (one, other) =>
        GROUPS.indexOf(groupOf(one)) - GROUPS.indexOf(groupOf(other)) || byCode(one, other),
    );
}

export function byCode(one: Pick<Table, "code">, other: Pick<Table, "code">): number {
  return one.code.localeCompare(other.code, "en", { numeric: true });
}
