import { useQuery } from "@tanstack/react-query";
import { useQueueTurns } from "../live/use-live.ts";
import { useReadAgain } from "../live/use-read-again.ts";
import { useSession } from "../session/session.ts";
import { myPlaceQuery } from "./queue.ts";

/** Expected waits change with every goal, of which nobody says so. */
const WAIT_MS = 30_000;

/** One's own place where it is looked at: read again as the line moves. */
export function usePlaceKept() {
  const isIn = useSession().status === "in";
  const place = useQuery({
    ...myPlaceQuery,
    enabled: isIn,
    refetchInterval: ({ state }) => (state.data ? WAIT_MS : false),
  });
  const turns = useQueueTurns();
  useReadAgain(isIn ? turns : 0, place.refetch);
  return { ...place, data: isIn ? place.data : undefined };
}
