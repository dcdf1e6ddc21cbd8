import { API, listOf, matchSchema } from "@babyfoot/contract";
import { infiniteQueryOptions } from "@tanstack/react-query";
import { call, query } from "../api/client.ts";
import { liveStore } from "../live/live-client.ts";

const matchPage = listOf(matchSchema);

export interface MatchFilter {
  tableId?: string;
  status?: "live" | "finished" | "abandoned";
  limit?: number;
}

/** Matches, newest first, page by page. */
export const matchesQuery = (filter: MatchFilter) =>
  infiniteQueryOptions({
    queryKey: ["matches", "list", filter],
    initialPageParam: null as string | null,
    queryFn: async ({ pageParam, signal }) => {
      const path = `${API}/matches${query({ limit: 20, ...filter, cursor: pageParam })}`;
      const page = await call(matchPage, path, { signal });
      liveStore.remember({ matches: page.items });
      return page;
    },
    getNextPageParam: (page) => page.nextCursor,
    refetchOnMount: "always",
  });
