import { useQuery } from "@tanstack/react-query";
import { useEffect, useMemo, useRef } from "react";
import { useReservationTurns } from "../../../shared/live/use-live.ts";
import { useReadAgain } from "../../../shared/live/use-read-again.ts";
import { usePlaceKept } from "../../../shared/queue/use-place-kept.ts";
import { useSession } from "../../../shared/session/session.ts";
import { myTurnQuery } from "./my-turn.ts";
import { type Stage, stageOf } from "./stage.ts";

export type Standing =
  | { status: "loading" }
  | { status: "failed"; error: unknown; retry: () => void }
  | { status: "known"; stage: Stage };

const OUTSIDE: Stage = { at: "outside", isSignedIn: false };
const TURN_MS = 30_000;

/** Where the person at this browser stands; who is not signed in stands outside. */
export function useStanding(): Standing {
  const session = useSession();
  const isIn = session.status === "in";
  const place = usePlaceKept();
  const turn = useQuery({
    ...myTurnQuery,
    enabled: isIn,
    // It lapses and ends without anybody saying so.
    refetchInterval: ({ state }) => (state.data ? TURN_MS : false),
  });
  const reservationTurns = useReservationTurns();
  useReadAgain(turn.data ? reservationTurns : 0, turn.refetch);
  useTurnAfterPlace(place.data === null, turn.refetch);
  const stage = useMemo(
    () =>
      place.data === undefined || turn.data === undefined
        ? undefined
        : stageOf(place.data, turn.data),
    [place.data, turn.data],
  );
  if (session.status === "out") return { status: "known", stage: OUTSIDE };
  if (isIn && stage) return { status: "known", stage };
  if (session.status === "failed") return session;
  const error = isIn ? (place.error ?? turn.error) : null;
  if (error === null) return { status: "loading" };
  const retry = () => {
    void place.refetch();
    void turn.refetch();
  };
  return { status: "failed", error, retry };
}

/** Out of the line, one may have taken a table on another device. */
function useTurnAfterPlace(isOutside: boolean, refetch: () => unknown): void {
  const wasOutside = useRef(isOutside);
  useEffect(() => {
    if (isOutside && !wasOutside.current) refetch();
    wasOutside.current = isOutside;
  }, [isOutside, refetch]);
}
