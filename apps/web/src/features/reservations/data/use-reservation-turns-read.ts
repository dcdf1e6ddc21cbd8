import { useEffect, useRef } from "react";
import { useReservationTurns } from "../../../shared/live/use-live.ts";

const SHORTEST_PAUSE_MS = 150;
const FURTHER_PAUSE_MS = 700;

/** Reads again once reservations have changed; many may be looking, so each after a pause of its own. */
export function useReservationTurnsRead(refetch: () => unknown): void {
  const turns = useReservationTurns();
  const seen = useRef(turns);
  useEffect(() => {
    if (seen.current === turns) return;
    const read = () => {
      seen.current = turns;
      refetch();
    };
    const timer = setTimeout(read, SHORTEST_PAUSE_MS + FURTHER_PAUSE_MS * Math.random());
    return () => clearTimeout(timer);
  }, [turns, refetch]);
}
