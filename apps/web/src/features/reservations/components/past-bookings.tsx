import type { Reservation } from "@babyfoot/contract";
import { useFormat } from "../../../shared/i18n/format.ts";
import { useMessages } from "../../../shared/i18n/use-messages.ts";
import { useVenueTimeZone } from "../../../shared/venue/venues.ts";
import { answerOf } from "../data/sorted.ts";
import { type ReservationTexts, reservationMessages } from "../messages.ts";
import styles from "./past-bookings.module.css";

interface PastBookingsProps {
  past: Reservation[];
  userId: string;
}

/** What is over, quietly; of what was left unclaimed it says why it is named so. */
export function PastBookings({ past, userId }: PastBookingsProps) {
  const texts = useMessages(reservationMessages);
  if (past.length === 0) return null;
  const hasNoShow = past.some(({ status }) => status === "no_show");
  return (
    <section className={styles.past}>
      <h2 className={styles.title}>{texts.pastTitle}</h2>
      {hasNoShow ? <p className={styles.note}>{texts.noShowText}</p> : null}
      <ul>
        {past.map((reservation) => (
          <PastLine key={reservation.id} reservation={reservation} userId={userId} />
        ))}
      </ul>
    </section>
  );
}

interface PastLineProps {
  reservation: Reservation;
  userId: string;
}

function PastLine({ reservation, userId }: PastLineProps) {
  const texts = useMessages(reservationMessages);
  const format = useFormat(useVenueTimeZone(reservation.venueId));
  const { tableCode, startsAt, endsAt, reason, status } = reservation;
  const isDeclined = answerOf(reservation, userId) === "declined";
  return (
    <li className={styles.line}>
      <span className={styles.code}>{tableCode}</span>
      <span>
        {format.day(startsAt)}, {format.time(startsAt)}–{format.time(endsAt)}
        {reason === null ? null : (
          <span className={styles.reason}> {texts.reason({ reason })}</span>
        )}
      </span>
      <span className={status === "no_show" ? styles.missed : styles.status}>
        {isDeclined ? texts.statusDeclined : wordFor(status, texts)}
      </span>
    </li>
  );
}

function wordFor(status: Reservation["status"], texts: ReservationTexts): string {
  switch (status) {
    case "booked":
    case "checked_in":
    case "ended":
      return texts.statusEnded;
    case "no_show":
      return texts.statusNoShow;
    case "offered":
    case "missed":
      return texts.statusMissed;
    case "cancelled":
      return texts.statusCancelled;
    default:
      return status satisfies never;
  }
}
