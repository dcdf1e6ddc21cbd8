import type { QueueEntry, QueueJoin, Reservation } from "@babyfoot/contract";
import { useQueryClient } from "@tanstack/react-query";
import { myPlaceQuery } from "../../../shared/queue/queue.ts";
import { accept, beAway, decline, join, leave } from "./calls.ts";
import { myTurnQuery } from "./my-turn.ts";
import { useQueueAction } from "./use-queue-action.ts";

/** What the answer of an action says of one's place is shown at once. */
function useSetPlace(): (place: QueueEntry | null) => void {
  const client = useQueryClient();
  return (place) => {
    // What is being read at this moment is older.
    void client.cancelQueries(myPlaceQuery);
    client.setQueryData(myPlaceQuery.queryKey, place);
  };
}

export function useJoin() {
  return useQueueAction<QueueJoin, QueueEntry>({ act: join, onDone: useSetPlace() });
}

/** `true`: is passed over for a while; `false`: is back. */
export function useBeAway() {
  return useQueueAction<boolean, QueueEntry>({ act: beAway, onDone: useSetPlace() });
}

export function useDecline() {
  return useQueueAction<void, QueueEntry>({ act: decline, onDone: useSetPlace() });
}

export function useLeave(onLeft: () => void) {
  const setPlace = useSetPlace();
  return useQueueAction({
    act: leave,
    onDone: () => {
      onLeft();
      setPlace(null);
    },
  });
}

export function useAccept() {
  const client = useQueryClient();
  const setPlace = useSetPlace();
  return useQueueAction<void, Reservation>({
    act: accept,
    onDone: (turn) => {
      client.setQueryData(myTurnQuery.queryKey, turn);
      setPlace(null);
    },
  });
}
