import type { Reservation } from "@babyfoot/contract";
import { useFormat } from "../../../shared/i18n/format.ts";
import { useMessages } from "../../../shared/i18n/use-messages.ts";
import { useReservationAction } from "../../../shared/reservations/use-reservation-action.ts";
import { Button } from "../../../shared/ui/button.tsx";
import { Dialog } from "../../../shared/ui/dialog.tsx";
import { Form } from "../../../shared/ui/form.tsx";
import { ProblemNote } from "../../../shared/ui/states.tsx";
import { toast } from "../../../shared/ui/toasts.tsx";
import { useVenueTimeZone } from "../../../shared/venue/venues.ts";
import { giveBack } from "../data/reservations.ts";
import { reservationMessages } from "../messages.ts";

interface GiveBackDialogProps {
  reservation: Reservation;
  isRunning: boolean;
  onClose: () => void;
}

/** Asks once more before a reservation is given back, or a running one ended. */
export function GiveBackDialog({ reservation, isRunning, onClose }: GiveBackDialogProps) {
  const texts = useMessages(reservationMessages);
  const format = useFormat(useVenueTimeZone(reservation.venueId));
  const { tableCode: code, startsAt } = reservation;
  const when = texts.when({ day: format.day(startsAt), time: format.time(startsAt) });
  const ending = useReservationAction({
    act: () => giveBack(reservation),
    onDone: ({ status }) => {
      toast(status === "ended" ? texts.ended : texts.cancelled);
      onClose();
    },
  });
  return (
    <Dialog title={isRunning ? texts.end : texts.cancel} onClose={onClose}>
      <Form onSubmit={() => ending.run()}>
        <p>{isRunning ? texts.endText : texts.cancelText({ code, when })}</p>
        <ProblemNote error={ending.error} />
        <Button type="submit" look="primary" pending={ending.pending}>
          {isRunning ? texts.end : texts.cancel}
        </Button>
      </Form>
    </Dialog>
  );
}
