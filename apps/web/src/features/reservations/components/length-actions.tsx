import type { Reservation } from "@babyfoot/contract";
import { hasCode } from "../../../shared/api/problem.ts";
import { useFormat } from "../../../shared/i18n/format.ts";
import { useMessages } from "../../../shared/i18n/use-messages.ts";
import { useReservationAction } from "../../../shared/reservations/use-reservation-action.ts";
import { Button } from "../../../shared/ui/button.tsx";
import { Note } from "../../../shared/ui/states.tsx";
import { toast } from "../../../shared/ui/toasts.tsx";
import type { Venue } from "../../../shared/venue/venues.ts";
import { change } from "../data/reservations.ts";
import { reservationMessages } from "../messages.ts";
import { BookingProblem } from "./booking-problem.tsx";

interface LengthActionsProps {
  reservation: Reservation;
  isRunning: boolean;
  venue: Venue;
}

/** A slot more, as long as the venue allows, or a slot less. */
export function LengthActions({ reservation, isRunning, venue }: LengthActionsProps) {
  const texts = useMessages(reservationMessages);
  const format = useFormat(venue.timeZone);
  const { durationMinutes: length } = reservation;
  const { slotMinutes: minutes, maxReservationMinutes } = venue.policy;
  const resize = useReservationAction<number>({
    act: (durationMinutes) => change(reservation, { durationMinutes }),
    onDone: ({ endsAt }, wanted) => {
      const time = format.time(endsAt);
      toast(wanted > length ? texts.extended({ time }) : texts.shortened({ time }));
    },
  });
  const isTaken = hasCode(resize.error, "slot_taken");
  return (
    <>
      {length + minutes <= maxReservationMinutes ? (
        <Button
          pending={resize.pending && resize.values === length + minutes}
          onClick={() => resize.run(length + minutes)}
        >
          {texts.extend({ minutes })}
        </Button>
      ) : null}
      {length > minutes && !isRunning ? (
        <Button
          pending={resize.pending && resize.values === length - minutes}
          onClick={() => resize.run(length - minutes)}
        >
          {texts.shorten({ minutes })}
        </Button>
      ) : null}
      {isTaken ? (
        <Note>{texts.extendTaken}</Note>
      ) : (
        <BookingProblem error={resize.error} policy={venue.policy} />
      )}
    </>
  );
}
