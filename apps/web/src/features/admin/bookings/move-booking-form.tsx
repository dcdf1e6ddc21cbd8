import type { Reservation, Table, Venue } from "@babyfoot/contract";
import { useState } from "react";
import { hasCode } from "../../../shared/api/problem.ts";
import { useFormat } from "../../../shared/i18n/format.ts";
import { useMessages } from "../../../shared/i18n/use-messages.ts";
import { Button } from "../../../shared/ui/button.tsx";
import { SelectField, TextField } from "../../../shared/ui/field.tsx";
import { Form } from "../../../shared/ui/form.tsx";
import { Note, ProblemNote } from "../../../shared/ui/states.tsx";
import { toast } from "../../../shared/ui/toasts.tsx";
import { fromLocal, toLocal } from "../../../shared/venue/zoned-time.ts";
import styles from "./booking-dialog.module.css";
import { type BookingChange, changeBooking } from "./bookings.ts";
import { bookingsMessages } from "./messages.ts";
import { useBookingAction } from "./use-booking-action.ts";

interface MoveBookingFormProps {
  booking: Reservation;
  venue: Venue;
  tables: readonly Table[];
  onDone: () => void;
}

const LONGEST_OF_THE_HOUSE = 480;

/** The lengths that it may have, and the one it has. */
function lengthsOf({ durationMinutes, label }: Reservation, { policy }: Venue): number[] {
  const longest = label === null ? policy.maxReservationMinutes : LONGEST_OF_THE_HOUSE;
  const count = Math.floor(longest / policy.slotMinutes);
  const lengths = Array.from({ length: count }, (_, index) => (index + 1) * policy.slotMinutes);
  return [...new Set([...lengths, durationMinutes])].sort((one, other) => one - other);
}

/** Another table, time or length, and why; where it is taken, what is free near it. */
export function MoveBookingForm({ booking, venue, tables, onDone }: MoveBookingFormProps) {
  const texts = useMessages(bookingsMessages);
  const [typed, setTyped] = useState<BookingChange>({
    tableId: booking.tableId,
    startsAt: booking.startsAt,
    durationMinutes: booking.durationMinutes,
    reason: "",
  });
  const set = (change: Partial<BookingChange>) => setTyped((before) => ({ ...before, ...change }));
  const moving = useBookingAction<BookingChange, Reservation>({
    act: (change) => changeBooking(booking, change),
    onDone: () => {
      toast(texts.moved);
      onDone();
    },
  });
  const isTaken = hasCode(moving.error, "slot_taken");
  return (
    <Form onSubmit={() => moving.run(typed)}>
      <div className={styles.pair}>
        <SelectField
          label={texts.table}
          value={typed.tableId}
          onChange={(event) => set({ tableId: event.target.value })}
        >
          {tables.map(({ id, code, name }) => (
            <option key={id} value={id}>
              {code} {name}
            </option>
          ))}
        </SelectField>
        <TextField
          label={texts.newStart}
          type="datetime-local"
          required
          step={venue.policy.slotMinutes * 60}
          value={toLocal(typed.startsAt, venue.timeZone)}
          onChange={(event) => {
            if (event.target.value !== "")
              set({ startsAt: fromLocal(event.target.value, venue.timeZone) });
          }}
        />
        <SelectField
          label={texts.length}
          value={typed.durationMinutes}
          onChange={(event) => set({ durationMinutes: Number(event.target.value) })}
        >
          {lengthsOf(booking, venue).map((count) => (
            <option key={count} value={count}>
              {texts.minutes({ count })}
            </option>
          ))}
        </SelectField>
      </div>
      <TextField
        label={texts.reason}
        hint={texts.reasonHint}
        required
        maxLength={200}
        value={typed.reason}
        onChange={(event) => set({ reason: event.target.value })}
      />
      {isTaken ? (
        <FreeNear
          alternatives={moving.error?.alternatives ?? []}
          timeZone={venue.timeZone}
          pending={moving.pending}
          onPick={(startsAt) => {
            set({ startsAt });
            moving.run({ ...typed, startsAt });
          }}
        />
      ) : (
        <ProblemNote error={moving.error} />
      )}
      <Button type="submit" look="primary" pending={moving.pending}>
        {texts.save}
      </Button>
    </Form>
  );
}

interface FreeNearProps {
  alternatives: readonly string[];
  timeZone: string;
  pending: boolean;
  onPick: (startsAt: string) => void;
}

function FreeNear({ alternatives, timeZone, pending, onPick }: FreeNearProps) {
  const texts = useMessages(bookingsMessages);
  const format = useFormat(timeZone);
  if (alternatives.length === 0) return <Note>{texts.takenNoMore}</Note>;
  const when = (at: string) => texts.at({ day: format.day(at), time: format.time(at) });
  return (
    <>
      <Note>{texts.taken}</Note>
      <div className={styles.alternatives}>
        {alternatives.map((startsAt) => (
          <Button key={startsAt} disabled={pending} onClick={() => onPick(startsAt)}>
            {texts.takeAt({ when: when(startsAt) })}
          </Button>
        ))}
      </div>
    </>
  );
}
