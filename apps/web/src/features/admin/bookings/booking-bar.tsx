import type { Reservation } from "@babyfoot/contract";
import type { CSSProperties } from "react";
import { useFormat } from "../../../shared/i18n/format.ts";
import { useMessages } from "../../../shared/i18n/use-messages.ts";
import { classNames } from "../../../shared/ui/class-names.ts";
import styles from "./booking-bar.module.css";
import { isHeld, nameOf } from "./day-sheet.ts";
import { type BookingsTexts, bookingsMessages } from "./messages.ts";

interface BookingBarProps {
  booking: Reservation;
  timeZone: string;
  style: CSSProperties;
  onPick: () => void;
}

/** A reservation as long as it lasts; what was given back or left unclaimed lies thin below it. */
export function BookingBar({ booking, timeZone, style, onPick }: BookingBarProps) {
  const texts = useMessages(bookingsMessages);
  const format = useFormat(timeZone);
  const who = nameOf(booking);
  const [from, to] = [format.time(booking.startsAt), format.time(booking.endsAt)];
  return (
    <li>
      <button
        type="button"
        className={classNames(styles.bar, isHeld(booking) ? styles[lookOf(booking)] : styles.gone)}
        style={style}
        title={texts.bar({ who, from, to, status: statusText(booking, texts) })}
        aria-label={texts.bar({ who, from, to, status: statusText(booking, texts) })}
        onClick={onPick}
      >
        <span className={styles.who}>{who}</span>
        {booking.guests.length > 0 ? (
          <span className={styles.more}>+{booking.guests.length}</span>
        ) : null}
      </button>
    </li>
  );
}

function lookOf({ status, label }: Reservation): "house" | "claimed" | "over" | "booked" {
  if (status === "ended") return "over";
  if (label !== null) return "house";
  return status === "checked_in" ? "claimed" : "booked";
}

export const statusText = ({ status, label }: Reservation, texts: BookingsTexts): string =>
  label !== null && status === "checked_in" ? texts.house : texts[status];
