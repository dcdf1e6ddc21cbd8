import type { Reservation } from "@babyfoot/contract";
import { useState } from "react";
import { useMessages } from "../../../shared/i18n/use-messages.ts";
import { Button } from "../../../shared/ui/button.tsx";
import { TextField } from "../../../shared/ui/field.tsx";
import { Form } from "../../../shared/ui/form.tsx";
import { ProblemNote } from "../../../shared/ui/states.tsx";
import { toast } from "../../../shared/ui/toasts.tsx";
import { cancelBooking } from "./bookings.ts";
import { bookingsMessages } from "./messages.ts";
import { useBookingAction } from "./use-booking-action.ts";

interface CancelBookingFormProps {
  booking: Reservation;
  label: string;
  onDone: () => void;
}

/** Gives a reservation back for somebody, and says why. */
export function CancelBookingForm({ booking, label, onDone }: CancelBookingFormProps) {
  const texts = useMessages(bookingsMessages);
  const [reason, setReason] = useState("");
  const cancelling = useBookingAction<string, Reservation>({
    act: (why) => cancelBooking(booking, why),
    onDone: () => {
      toast(texts.cancelled_done);
      onDone();
    },
  });
  return (
    <Form onSubmit={() => cancelling.run(reason)}>
      <TextField
        label={texts.reason}
        hint={texts.reasonHint}
        required
        maxLength={200}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
      />
      <ProblemNote error={cancelling.error} />
      <Button type="submit" look="primary" pending={cancelling.pending}>
        {label}
      </Button>
    </Form>
  );
}
