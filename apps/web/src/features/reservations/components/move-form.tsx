import type { Reservation } from "@babyfoot/contract";
import { useState } from "react";
import { useFormat } from "../../../shared/i18n/format.ts";
import { useMessages } from "../../../shared/i18n/use-messages.ts";
import { Form } from "../../../shared/ui/form.tsx";
import { toast } from "../../../shared/ui/toasts.tsx";
import { lengthsBetween } from "../data/lengths.ts";
import { isOpenTo } from "../data/moving.ts";
import { change } from "../data/reservations.ts";
import type { SlotAsked } from "../data/slot-asked.ts";
import { freeUntil } from "../data/timetable.ts";
import { useTaking } from "../data/use-taking.ts";
import { reservationMessages } from "../messages.ts";
import { SlotOutcome } from "./slot-outcome.tsx";

interface MoveFormProps {
  asked: SlotAsked;
  moving: Reservation;
  onDone: () => void;
}

/** The same reservation at another time, as long as before if that fits. */
export function MoveForm({ asked, moving, onDone }: MoveFormProps) {
  const texts = useMessages(reservationMessages);
  const { venue, table, startsAt } = asked;
  const format = useFormat(venue.timeZone);
  const [until] = useState(() =>
    freeUntil(table.items, startsAt, (slot) => isOpenTo(moving, table, slot)),
  );
  const { durationMinutes: before } = moving;
  const longest = lengthsBetween(startsAt, until, venue.policy).at(-1) ?? before;
  const durationMinutes = Math.min(before, longest);
  const taking = useTaking({
    wishAt: (start) => ({ tableId: table.id, startsAt: start, durationMinutes }),
    act: (wish) => change(moving, wish),
    onDone: ({ tableCode: code, startsAt: start }) => {
      toast(texts.moved({ code, time: format.time(start) }));
      onDone();
    },
  });
  return (
    <Form onSubmit={() => taking.take(startsAt)}>
      {durationMinutes < before ? (
        <p>{texts.moveTooShort({ minutes: before, time: format.time(until) })}</p>
      ) : null}
      <SlotOutcome
        asked={asked}
        taking={taking}
        label={texts.move}
        labels={{ at: texts.moveTo, on: texts.moveOn }}
      />
    </Form>
  );
}
