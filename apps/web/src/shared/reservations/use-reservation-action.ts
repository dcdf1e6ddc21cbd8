import type { Reservation } from "@babyfoot/contract";
import { type QueryClient, useQueryClient } from "@tanstack/react-query";
import type { ApiProblem } from "../api/problem.ts";
import { type Action, useAction } from "../api/use-action.ts";

interface ReservationActionOptions<Values> {
  act: (values: Values, attempt: string) => Promise<Reservation>;
  onDone?: (reservation: Reservation, values: Values) => void;
  onFailed?: (problem: ApiProblem) => void;
}

/** Something done to a reservation; whether or not it worked, what is shown is read again. */
export function useReservationAction<Values = void>(
  options: ReservationActionOptions<Values>,
): Action<Values, Reservation> {
  const client = useQueryClient();
  return useAction<Values, Reservation>({
    act: options.act,
    onDone: (reservation, values) => {
      readAgain(client);
      options.onDone?.(reservation, values);
    },
    onFailed: (problem) => {
      readAgain(client);
      options.onFailed?.(problem);
    },
  });
}

function readAgain(client: QueryClient): void {
  void client.invalidateQueries({ queryKey: ["schedule"] });
  void client.invalidateQueries({ queryKey: ["me", "reservations"] });
  void client.invalidateQueries({ queryKey: ["me", "standing"] });
}
