import type { Player, ReservationCreate } from "@babyfoot/contract";
import { useState } from "react";
import { useFormat } from "../../../shared/i18n/format.ts";
import { useMessages } from "../../../shared/i18n/use-messages.ts";
import type { User } from "../../../shared/session/session.ts";
import { Form } from "../../../shared/ui/form.tsx";
import { toast } from "../../../shared/ui/toasts.tsx";
import { lengthsBetween, usualLength } from "../data/lengths.ts";
import { book } from "../data/reservations.ts";
import type { SlotAsked } from "../data/slot-asked.ts";
import { freeUntil } from "../data/timetable.ts";
import { useTaking } from "../data/use-taking.ts";
import { reservationMessages } from "../messages.ts";
import { GuestPicker } from "./guest-picker.tsx";
import { LengthChoice } from "./length-choice.tsx";
import { SlotOutcome } from "./slot-outcome.tsx";

interface BookFormProps {
  asked: SlotAsked;
  user: User;
  onDone: () => void;
}

/** How long and with whom; when the slot has gone meanwhile, what there is close to it. */
export function BookForm({ asked, user, onDone }: BookFormProps) {
  const texts = useMessages(reservationMessages);
  const { venue, table, startsAt } = asked;
  const format = useFormat(venue.timeZone);
  const { lengths, until } = useRoom(asked);
  const [minutes, setMinutes] = useState(usualLength(lengths) ?? venue.policy.slotMinutes);
  const [guests, setGuests] = useState<Player[]>([]);
  const playerIds = guests.map((guest) => guest.id);
  const taking = useTaking<ReservationCreate>({
    wishAt: (start) => ({
      tableId: table.id,
      startsAt: start,
      durationMinutes: minutes,
      ...(playerIds.length > 0 && { playerIds }),
    }),
    act: book,
    onDone: ({ tableCode: code, startsAt: start }) => {
      toast(texts.booked({ code, time: format.time(start) }));
      onDone();
    },
  });
  const change = (length: number) => {
    setMinutes(length);
    taking.reset();
  };
  return (
    <Form onSubmit={() => taking.take(startsAt)}>
      <LengthChoice
        lengths={lengths}
        minutes={minutes}
        startsAt={startsAt}
        timeZone={venue.timeZone}
        onChange={change}
      />
      {until === null ? null : <p>{texts.freeUntil({ time: format.time(until) })}</p>}
      <GuestPicker guests={guests} selfId={user.id} onChange={setGuests} />
      <SlotOutcome
        asked={asked}
        taking={taking}
        label={texts.book}
        labels={{ at: texts.bookAt, on: texts.bookOn }}
      />
    </Form>
  );
}

/** What was possible when the slot was chosen: should it shrink meanwhile, the server says so. */
function useRoom({ venue, table, startsAt }: SlotAsked) {
  const { policy } = venue;
  const [room] = useState(() => {
    const end = freeUntil(table.items, startsAt);
    const lengths = lengthsBetween(startsAt, end, policy);
    const isShort = (lengths.at(-1) ?? 0) + policy.slotMinutes <= policy.maxReservationMinutes;
    return {
      lengths: lengths.length > 0 ? lengths : [policy.slotMinutes],
      /** When the table is spoken for before the longest time is over. */
      until: isShort && lengths.length > 0 ? end : null,
    };
  });
  return room;
}
