import { API, listOf, type Table, tableSchema } from "@babyfoot/contract";
import { queryOptions, useQuery } from "@tanstack/react-query";
import { call, query } from "../api/client.ts";
import { liveStore } from "../live/live-client.ts";

const tablePage = listOf(tableSchema);

/** Reads all tables into the live store, page by page. */
async function readTables(signal: AbortSignal): Promise<Table[]> {
  const tables: Table[] = [];
  let cursor: string | null = null;
  do {
    const page: ReturnType<typeof tablePage.parse> = await call(
      tablePage,
      `${API}/tables${query({ limit: 200, cursor })}`,
      { signal },
    );
    tables.push(...page.items);
    cursor = page.nextCursor;
  } while (cursor !== null);
  liveStore.remember({ tables, whole: true });
  return tables;
}

export const tablesQuery = queryOptions({
  queryKey: ["tables"],
  queryFn: ({ signal }) => readTables(signal),
});

export const tableQuery = (id: string) =>
  queryOptions({
    queryKey: ["tables", id],
    queryFn: async ({ signal }) => {
      const table = await call(tableSchema, `${API}/tables/${id}`, { signal });
      liveStore.remember({ tables: [table] });
      return table;
    },
  });

/** The tables' query; what the tables are now is in the live store. */
export function useTables() {
  return useQuery(tablesQuery);
}
