import type { Reservation, Table, Venue } from "@babyfoot/contract";
import type { CSSProperties } from "react";
import { useFormat } from "../../../shared/i18n/format.ts";
import { useMessages } from "../../../shared/i18n/use-messages.ts";
import { Badge } from "../../../shared/ui/badge.tsx";
import { classNames } from "../../../shared/ui/class-names.ts";
import { WoodenFrame } from "../../../shared/ui/wooden-frame.tsx";
import { BookingBar } from "./booking-bar.tsx";
import styles from "./day-board.module.css";
import { closedStretches, isHeld, type Stretch, shareOf, type Window } from "./day-sheet.ts";
import { bookingsMessages } from "./messages.ts";

interface DayBoardProps {
  venue: Venue;
  date: string;
  window: Window;
  tables: readonly Table[];
  /** The ids of those that a fault blocks. */
  broken: readonly string[];
  bookings: readonly Reservation[];
  now: number;
  onPick: (booking: Reservation) => void;
}

const place = ({ from, to }: Stretch): CSSProperties => ({
  left: `${from * 100}%`,
  width: `${(to - from) * 100}%`,
});

/** The tables below each other, the hours running to the right: who has which when. */
export function DayBoard(props: DayBoardProps) {
  const { venue, window, tables, now } = props;
  const texts = useMessages(bookingsMessages);
  const format = useFormat(venue.timeZone);
  const iso = (at: number) => new Date(at).toISOString();
  const isNow = window.from <= now && now < window.to;
  return (
    <section aria-label={texts.board({ day: format.day(iso(window.from)) })}>
      <WoodenFrame>
        <div className={styles.sheet} style={{ "--hours": window.hours.length } as CSSProperties}>
          <div className={styles.head} aria-hidden="true">
            <span className={styles.corner} />
            {window.hours.map((at) => (
              <span key={at} className={styles.hour}>
                {format.time(iso(at))}
              </span>
            ))}
          </div>
          {tables.map((table) => (
            <TableRow key={table.id} {...props} table={table} />
          ))}
          {isNow ? (
            <div className={styles.lane} aria-hidden="true">
              <div
                ref={bringIntoSight}
                className={styles.now}
                style={place(shareOf(window, { from: now, to: now }))}
              />
            </div>
          ) : null}
        </div>
      </WoodenFrame>
    </section>
  );
}

/** Of a day too long for the page its beginning says least: the hour that it is stands in the first third. */
function bringIntoSight(mark: HTMLElement | null): void {
  const lane = mark?.offsetParent;
  const scroller = mark?.closest(`.${styles.sheet}`)?.parentElement;
  if (!(mark && scroller && lane instanceof HTMLElement)) return;
  scroller.scrollLeft = lane.offsetLeft + mark.offsetLeft - scroller.clientWidth / 3;
}

function TableRow({ table, ...props }: DayBoardProps & { table: Table }) {
  const { venue, date, window, broken, bookings, onPick } = props;
  const texts = useMessages(bookingsMessages);
  const own = bookings.filter(({ tableId }) => tableId === table.id);
  const hasGone = own.some((booking) => !isHeld(booking));
  return (
    <div className={classNames(styles.row, hasGone && styles.two)}>
      <h2 className={styles.table}>
        {table.code} <span className={styles.name}>{table.name}</span>
        {broken.includes(table.id) ? <Badge tone="bad">{texts.broken}</Badge> : null}
      </h2>
      <div className={styles.field}>
        {closedStretches(venue, { date, tableId: table.id, window }).map((closed) => (
          <div key={closed.from} className={styles.closed} style={place(closed)}>
            {closed.reason === null ? null : <span className={styles.why}>{closed.reason}</span>}
          </div>
        ))}
        <ul aria-label={texts.tableBookings({ code: table.code })}>
          {own.map((booking) => (
            <BookingBar
              key={booking.id}
              booking={booking}
              timeZone={venue.timeZone}
              style={place(shareOf(window, spanOf(booking)))}
              onPick={() => onPick(booking)}
            />
          ))}
        </ul>
      </div>
    </div>
  );
}

const spanOf = ({ startsAt, endsAt }: Reservation) => ({
  from: Date.parse(startsAt),
  to: Date.parse(endsAt),
});
