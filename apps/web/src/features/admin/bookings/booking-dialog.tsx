import type { Reservation, Table, Venue } from "@babyfoot/contract";
import { type ReactNode, useState } from "react";
import { type Format, useFormat } from "../../../shared/i18n/format.ts";
import { useMessages } from "../../../shared/i18n/use-messages.ts";
import { Link } from "../../../shared/navigation/link.tsx";
import { paths } from "../../../shared/navigation/paths.ts";
import { Choices } from "../../../shared/ui/choices.tsx";
import { Dialog } from "../../../shared/ui/dialog.tsx";
import { statusText } from "./booking-bar.tsx";
import styles from "./booking-dialog.module.css";
import { CancelBookingForm } from "./cancel-booking-form.tsx";
import { isOn, nameOf } from "./day-sheet.ts";
import { type BookingsTexts, bookingsMessages } from "./messages.ts";
import { MoveBookingForm } from "./move-booking-form.tsx";

interface BookingDialogProps {
  booking: Reservation;
  venue: Venue;
  tables: readonly Table[];
  onClose: () => void;
}

/** All about one reservation, and what staff can do about it. */
export function BookingDialog({ booking, venue, tables, onClose }: BookingDialogProps) {
  const texts = useMessages(bookingsMessages);
  const format = useFormat(venue.timeZone);
  const [what, setWhat] = useState<"move" | "cancel">("move");
  const isRunning = booking.status === "checked_in" && Date.parse(booking.startsAt) <= Date.now();
  return (
    <Dialog title={`${booking.tableCode}, ${nameOf(booking)}`} onClose={onClose}>
      <dl className={styles.facts}>
        {factsOf(booking, texts, format).map(([name, value]) => (
          <Fact key={name} name={name}>
            {value}
          </Fact>
        ))}
      </dl>
      {booking.seriesId === null ? null : (
        <p>
          <Link to={paths.adminSeries}>{texts.wholeSeries}</Link>
        </p>
      )}
      {isOn(booking) ? (
        <>
          <Choices
            legend={texts.what}
            value={what}
            options={[
              { value: "move", label: texts.move },
              { value: "cancel", label: isRunning ? texts.end : texts.cancel },
            ]}
            onChange={setWhat}
          />
          {what === "move" ? (
            <MoveBookingForm booking={booking} venue={venue} tables={tables} onDone={onClose} />
          ) : (
            <CancelBookingForm
              booking={booking}
              label={isRunning ? texts.end : texts.cancel}
              onDone={onClose}
            />
          )}
        </>
      ) : null}
    </Dialog>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className={styles.fact}>
      <dt className={styles.name}>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function factsOf(booking: Reservation, texts: BookingsTexts, format: Format): [string, string][] {
  const { guests, checkedInAt, changedBy, reason } = booking;
  const status = [statusText(booking, texts), claimOf(booking, texts, format)];
  const guestNames = guests.map(({ displayName: name, answer }) => {
    if (answer === "accepted") return name;
    return answer === "declined" ? texts.guestDeclined({ name }) : texts.guestInvited({ name });
  });
  const when = texts.when({
    day: format.day(booking.startsAt),
    from: format.time(booking.startsAt),
    to: format.time(booking.endsAt),
  });
  const facts: [string, string | null][] = [
    [texts.time, when],
    [texts.guests, guestNames.length === 0 ? null : guestNames.join(", ")],
    [texts.status, status.filter(Boolean).join(", ")],
    [texts.checked_in, checkedInAt && format.time(checkedInAt)],
    [texts.made, format.dateTime(booking.createdAt)],
    [
      texts.changed,
      changedBy === null
        ? null
        : texts.changedBy({ name: changedBy, when: format.dateTime(booking.changedAt) }),
    ],
    [texts.reasonGiven, reason],
  ];
  return facts.flatMap(([name, value]) => (value === null ? [] : [[name, value]]));
}

const claimOf = (
  { status, checkInBy }: Reservation,
  texts: BookingsTexts,
  format: Format,
): string | null => (status === "booked" ? texts.claimBy({ time: format.time(checkInBy) }) : null);
