import { type QueryClient, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import type { ApiProblem } from "../../../shared/api/problem.ts";
import { type Action, useAction } from "../../../shared/api/use-action.ts";
import { useReservationTurns } from "../../../shared/live/use-live.ts";

interface BookingActionOptions<Values, Result> {
  act: (values: Values, attempt: string) => Promise<Result>;
  onDone?: (result: Result, values: Values) => void;
  onFailed?: (problem: ApiProblem) => void;
}

const reread = (client: QueryClient) => void client.invalidateQueries({ queryKey: ["bookings"] });

/** Something that staff do to reservations; whether or not it worked, what is shown is read again. */
export function useBookingAction<Values, Result>(
  options: BookingActionOptions<Values, Result>,
): Action<Values, Result> {
  const client = useQueryClient();
  return useAction<Values, Result>({
    act: options.act,
    onDone: (result, values) => {
      reread(client);
      options.onDone?.(result, values);
    },
    onFailed: (problem) => {
      reread(client);
      options.onFailed?.(problem);
    },
  });
}

/** Reads again as soon as anybody has changed what is reserved. */
export function useFreshBookings(): void {
  const client = useQueryClient();
  const turns = useReservationTurns();
  const seen = useRef(turns);
  useEffect(() => {
    if (seen.current === turns) return;
    seen.current = turns;
    reread(client);
  }, [turns, client]);
}
