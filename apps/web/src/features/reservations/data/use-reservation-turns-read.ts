import { useReservationTurns } from "../../../shared/live/use-live.ts";
import { useReadAgain } from "../../../shared/live/use-read-again.ts";

/** Reads again once reservations have changed. */
export function useReservationTurnsRead(refetch: () => unknown): void {
  useReadAgain(useReservationTurns(), refetch);
}
