import type { Series } from "@babyfoot/contract";
import { useState } from "react";
import { useMessages } from "../../../shared/i18n/use-messages.ts";
import { Button } from "../../../shared/ui/button.tsx";
import { Dialog } from "../../../shared/ui/dialog.tsx";
import { TextField } from "../../../shared/ui/field.tsx";
import { Form } from "../../../shared/ui/form.tsx";
import { ProblemNote } from "../../../shared/ui/states.tsx";
import { toast } from "../../../shared/ui/toasts.tsx";
import { cancelSeries } from "./bookings.ts";
import { bookingsMessages } from "./messages.ts";
import { useBookingAction } from "./use-booking-action.ts";

interface CancelSeriesDialogProps {
  series: Series;
  onClose: () => void;
}

/** All that is ahead of a series is given back, for one reason. */
export function CancelSeriesDialog({ series, onClose }: CancelSeriesDialogProps) {
  const texts = useMessages(bookingsMessages);
  const [reason, setReason] = useState("");
  const { count, label } = series;
  const cancelling = useBookingAction<string, { cancelled: number }>({
    act: (why) => cancelSeries(series.id, why),
    onDone: ({ cancelled }) => {
      toast(texts.seriesCancelled({ count: cancelled }));
      onClose();
    },
  });
  return (
    <Dialog title={texts.cancelSeries} onClose={onClose}>
      <Form onSubmit={() => cancelling.run(reason)}>
        <p>{texts.cancelSeriesText({ count, label })}</p>
        <TextField
          label={texts.reason}
          required
          maxLength={200}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
        />
        <ProblemNote error={cancelling.error} />
        <Button type="submit" look="primary" pending={cancelling.pending}>
          {texts.cancelSeries}
        </Button>
      </Form>
    </Dialog>
  );
}
