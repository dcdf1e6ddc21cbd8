import type { Reservation } from "@babyfoot/contract";
import { useFormat } from "../../../shared/i18n/format.ts";
import { useMessages } from "../../../shared/i18n/use-messages.ts";
import { Badge, type BadgeTone } from "../../../shared/ui/badge.tsx";
import { classNames } from "../../../shared/ui/class-names.ts";
import { statusText } from "./booking-bar.tsx";
import styles from "./booking-list.module.css";
import { isHeld, nameOf } from "./day-sheet.ts";
import { bookingsMessages } from "./messages.ts";

interface BookingListProps {
  bookings: readonly Reservation[];
  timeZone: string;
  /** Also the day, where they are of several. */
  withDay?: boolean;
  onPick: (booking: Reservation) => void;
}

const TONES: Record<Reservation["status"], BadgeTone> = {
  ...{ booked: "good", checked_in: "live", ended: "quiet", offered: "quiet" },
  ...{ no_show: "bad", cancelled: "warn", missed: "quiet" },
};

/** What is reserved, in the order of time: each a thumb away. */
export function BookingList({ bookings, timeZone, withDay = false, onPick }: BookingListProps) {
  const texts = useMessages(bookingsMessages);
  const format = useFormat(timeZone);
  return (
    <ul className={styles.list}>
      {bookings.map((booking) => (
        <li key={booking.id}>
          <button
            type="button"
            className={classNames(styles.booking, !isHeld(booking) && styles.gone)}
            onClick={() => onPick(booking)}
          >
            <span className={styles.time}>
              {withDay ? `${format.day(booking.startsAt)} ` : ""}
              {texts.span({
                from: format.time(booking.startsAt),
                to: format.time(booking.endsAt),
              })}
            </span>
            <span className={styles.code}>{booking.tableCode}</span>
            <span className={styles.who}>{nameOf(booking)}</span>
            <Badge tone={TONES[booking.status]}>{statusText(booking, texts)}</Badge>
          </button>
        </li>
      ))}
    </ul>
  );
}
