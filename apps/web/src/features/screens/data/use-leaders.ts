import { API, listOf, matchSchema } from "@babyfoot/contract";
import { useQuery } from "@tanstack/react-query";
import { call, query } from "../../../shared/api/client.ts";
import { type Leader, leadersOf } from "./leaders.ts";

const matchPage = listOf(matchSchema);
const EVERY_MS = 2 * 60_000;
const SHOWN = 3;

/** Those who have won most today. */
export function useLeaders(): Leader[] {
  const { data } = useQuery({
    queryKey: ["matches", "today"],
    queryFn: ({ signal }) => {
      const from = new Date(new Date().setHours(0, 0, 0, 0)).toISOString();
      const path = `${API}/matches${query({ status: "finished", from, limit: 200 })}`;
      return call(matchPage, path, { signal });
    },
    refetchInterval: EVERY_MS,
  });
  return leadersOf(data?.items ?? [], SHOWN);
}
