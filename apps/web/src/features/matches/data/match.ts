import { API, type Match, type MatchDetail, matchDetailSchema } from "@babyfoot/contract";
import { queryOptions, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { call } from "../../../shared/api/client.ts";
import { liveStore } from "../../../shared/live/live-client.ts";
import { useLiveMatch, useMatchGaps, useTimelineAdditions } from "../../../shared/live/use-live.ts";
import { mergedEvents } from "./timeline-view.ts";

export const matchQuery = (id: string) =>
  queryOptions({
    queryKey: ["matches", "one", id],
    queryFn: async ({ signal }) => {
      const detail = await call(matchDetailSchema, `${API}/matches/${id}`, { signal });
      liveStore.remember({ matches: [detail] });
      const newest = liveStore.match(id)?.version ?? 0;
      if (detail.version >= newest) liveStore.forgetAdditions(id);
      return detail;
    },
  });

/** The match with all that has been heard of it since it was read. */
export function useMatch(id: string) {
  const query = useQuery(matchQuery(id));
  const live = useLiveMatch(id);
  const additions = useTimelineAdditions(id);
  useFreshDetail(id, query.data?.version, live?.version);
  const match = query.data ? newest(query.data, live) : undefined;
  const events = mergedEvents(query.data?.events ?? [], additions ?? []);
  return { query, match, events };
}

function newest(detail: MatchDetail, live: Match | undefined): MatchDetail {
  return live && live.version > detail.version ? { ...detail, ...live } : detail;
}

/** Many may be watching: each reads the details again after a pause of its own. */
function useFreshDetail(id: string, read: number | undefined, live: number | undefined): void {
  const client = useQueryClient();
  const gaps = useMatchGaps(id);
  const behind = read !== undefined && live !== undefined && live > read;
  // biome-ignore lint/correctness/useExhaustiveDependencies: each further version asks again
  useEffect(() => {
    if (!behind && gaps === 0) return;
    const refresh = () => void client.invalidateQueries(matchQuery(id));
    const timer = setTimeout(refresh, 300 + 1500 * Math.random());
    return () => clearTimeout(timer);
  }, [client, id, behind, live, gaps]);
}

export interface Goal {
  /** The team that is credited. */
  side: "red" | "blue";
  scorerId?: string;
  ownGoal?: boolean;
  gamelle?: boolean;
}
export type Correction = Record<string, never> | { red: number; blue: number };
export interface NamedTeams {
  red: { playerId: string; position: "goal" | "attack" | null }[];
  blue: { playerId: string; position: "goal" | "attack" | null }[];
}

function act(id: string, what: string, body: unknown, attempt: string): Promise<MatchDetail> {
  const path = `${API}/matches/${id}/${what}`;
  return call(matchDetailSchema, path, { method: "POST", body, attempt });
}

export const addGoal = (id: string, goal: Goal, attempt: string) => act(id, "goals", goal, attempt);
export const correct = (id: string, correction: Correction, attempt: string) =>
  act(id, "corrections", correction, attempt);
export const confirm = (id: string, attempt: string) => act(id, "confirmations", {}, attempt);
export const finish = (id: string, attempt: string) => act(id, "finish", {}, attempt);
export const namePlayers = (id: string, teams: NamedTeams, attempt: string) =>
  act(id, "players", teams, attempt);
