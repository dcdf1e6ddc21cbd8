import { API, listOf, playedGameSchema, playerStatsSchema } from "@babyfoot/contract";
import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { call, query } from "../../../shared/api/client.ts";

const playedPage = listOf(playedGameSchema);

export const playerStatsQuery = (id: string) =>
  queryOptions({
    queryKey: ["players", id, "stats"],
    queryFn: ({ signal }) => call(playerStatsSchema, `${API}/players/${id}/stats`, { signal }),
  });

/** Everything they have played, newest first. */
export const playedGamesQuery = (id: string) =>
  infiniteQueryOptions({
    queryKey: ["players", id, "games"],
    initialPageParam: null as string | null,
    queryFn: ({ pageParam, signal }) =>
      call(playedPage, `${API}/players/${id}/games${query({ limit: 20, cursor: pageParam })}`, {
        signal,
      }),
    getNextPageParam: (page) => page.nextCursor,
  });
