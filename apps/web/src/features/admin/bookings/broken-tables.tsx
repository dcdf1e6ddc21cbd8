import type { Reservation, Table, Venue } from "@babyfoot/contract";
import { useQuery } from "@tanstack/react-query";
import { useMessages } from "../../../shared/i18n/use-messages.ts";
import { BookingList } from "./booking-list.tsx";
import { bookingsQuery } from "./bookings.ts";
import styles from "./broken-tables.module.css";
import { dayOf, isOn } from "./day-sheet.ts";
import { bookingsMessages } from "./messages.ts";

const DAY_MS = 86_400_000;

interface BrokenTablesProps {
  venue: Venue;
  /** Those that a fault blocks. */
  tables: readonly Table[];
  /** `2026-11-23` */
  today: string;
  onPick: (booking: Reservation) => void;
}

/** What is reserved on tables that cannot be played at: somebody has to be told. */
export function BrokenTables({ venue, tables, today, onPick }: BrokenTablesProps) {
  const texts = useMessages(bookingsMessages);
  const { from } = dayOf(today, venue.timeZone);
  const ahead = from + (venue.policy.maxDaysAhead + 1) * DAY_MS;
  const { data = [] } = useQuery(
    bookingsQuery({
      venueId: venue.id,
      from: new Date(from).toISOString(),
      to: new Date(ahead).toISOString(),
    }),
  );
  const notes = tables
    .map((table) => ({
      table,
      bookings: data.filter((booking) => booking.tableId === table.id && isOn(booking)),
    }))
    .filter(({ bookings }) => bookings.length > 0);
  return notes.map(({ table, bookings }) => (
    <details key={table.id} className={styles.note} open={bookings.length <= 3}>
      <summary className={styles.title}>
        {texts.brokenTitle({ code: table.code, count: bookings.length })}
      </summary>
      <BookingList bookings={bookings} timeZone={venue.timeZone} withDay onPick={onPick} />
    </details>
  ));
}
