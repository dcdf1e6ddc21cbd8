import type { Reservation } from "@babyfoot/contract";
import { useMessages } from "../../../shared/i18n/use-messages.ts";
import { useReservationAction } from "../../../shared/reservations/use-reservation-action.ts";
import { toast } from "../../../shared/ui/toasts.tsx";
import { reservationMessages } from "../messages.ts";
import { type Answer, answer } from "./reservations.ts";

/** Answers an invitation, and says so. */
export function useAnswer(reservation: Reservation) {
  const texts = useMessages(reservationMessages);
  return useReservationAction<Answer>({
    act: (said, attempt) => answer(reservation, said, attempt),
    onDone: (_reservation, said) => toast(texts[said]),
  });
}
