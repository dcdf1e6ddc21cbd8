import { API, listOf, matchSchema } from "@babyfoot/contract";
import { useQuery } from "@tanstack/react-query";
import { call, query } from "../../../shared/api/client.ts";
import { useVenueTimeZone } from "../../../shared/venue/venues.ts";
import { startOfDay } from "../../../shared/venue/zoned-time.ts";
import { type Leader, leadersOf } from "./leaders.ts";

const matchPage = listOf(matchSchema);
const EVERY_MS = 2 * 60_000;
const SHOWN = 3;

/** Those who have won most today, as the venue counts its days. */
export function useLeaders(): Leader[] {
  const timeZone = useVenueTimeZone();
  const { data } = useQuery({
    queryKey: ["matches", "today", timeZone],
    queryFn: ({ signal }) => {
      const from = startOfDay(Date.now(), timeZone);
      const path = `${API}/matches${query({ status: "finished", from, limit: 200 })}`;
      return call(matchPage, path, { signal });
    },
    refetchInterval: EVERY_MS,
  });
  return leadersOf(data?.items ?? [], SHOWN);
}
