import type { Reservation } from "@babyfoot/contract";
import { useState } from "react";
import { type ApiProblem, hasCode } from "../../../shared/api/problem.ts";
import { useReservationAction } from "../../../shared/reservations/use-reservation-action.ts";

/** Somebody takes a slot, which others may want, too. */
export interface Taking {
  take: (startsAt: string) => void;
  /** The start that is being asked for. */
  pending: string | null;
  /** The slot had gone; kept while one of the alternatives is tried. */
  taken: ApiProblem | null;
  /** Why else it failed. */
  error: ApiProblem | null;
  reset: () => void;
}

interface TakingOptions<Wish extends { startsAt: string }> {
  wishAt: (startsAt: string) => Wish;
  act: (wish: Wish, attempt: string) => Promise<Reservation>;
  onDone: (reservation: Reservation) => void;
}

export function useTaking<Wish extends { startsAt: string }>(options: TakingOptions<Wish>): Taking {
  const [taken, setTaken] = useState<ApiProblem | null>(null);
  const action = useReservationAction<Wish>({
    act: options.act,
    onDone: options.onDone,
    onFailed: (problem) => setTaken(hasCode(problem, "slot_taken") ? problem : null),
  });
  return {
    take: (startsAt) => action.run(options.wishAt(startsAt)),
    pending: action.pending ? (action.values?.startsAt ?? null) : null,
    taken,
    error: taken ? null : action.error,
    reset: () => {
      setTaken(null);
      action.reset();
    },
  };
}
