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
export function useBeAway(onDone: () => void) {
  return useQueueAction<boolean, QueueEntry>({ act: beAway, onDone: useThenPlace(onDone) });
}

export function useDecline(onDone: () => void) {
  return useQueueAction<void, QueueEntry>({ act: decline, onDone: useThenPlace(onDone) });
}

export function useLeave(onDone: () => void) {
  const then = useThenPlace(onDone);
  return useQueueAction({ act: leave, onDone: () => then(null) });
}

export function useAccept(onDone: () => void) {
  const client = useQueryClient();
  const then = useThenPlace(onDone);
  return useQueueAction<void, Reservation>({
    act: accept,
    onDone: (turn) => {
      client.setQueryData(myTurnQuery.queryKey, turn);
      then(null);
    },
  });
}

/** `onDone` comes before the new place is shown. */
function useThenPlace(onDone: () => void): (place: QueueEntry | null) => void {
  const setPlace = useSetPlace();
  return (place) => {
    onDone();
    setPlace(place);
  };
}
