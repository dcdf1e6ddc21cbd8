import type { Reservation } from "@babyfoot/contract";
import { useFormat } from "../../../shared/i18n/format.ts";
import { useMessages } from "../../../shared/i18n/use-messages.ts";
import { Link } from "../../../shared/navigation/link.tsx";
import { paths } from "../../../shared/navigation/paths.ts";
import { queueMessages } from "../../../shared/queue/messages.ts";
import { WaitLink } from "../../../shared/queue/wait-link.tsx";
import { useSession } from "../../../shared/session/session.ts";
import { Button, buttonClass } from "../../../shared/ui/button.tsx";
import { NumeralHeading } from "../../../shared/ui/numeral-heading.tsx";
import type { FreeSlot, ScheduledTable } from "../data/timetable.ts";
import { reservationMessages } from "../messages.ts";
import styles from "./booking-heading.module.css";

interface BookHeadingProps {
  /** What can be had first; null when nothing can, undefined while that is not known. */
  free: FreeSlot | null | undefined;
  /** There are slots, and all are taken. */
  isFull: boolean;
  isToday: boolean;
  timeZone: string;
  /** Where every table is taken at this moment, the venue whose line is the way to play soon. */
  waitAt: string | null;
  onPick: (table: ScheduledTable, startsAt: string) => void;
}

/** When one can play next, and where: the answer to why people open the page. */
export function BookHeading({ free, isFull, isToday, timeZone, waitAt, onPick }: BookHeadingProps) {
  const texts = useMessages(reservationMessages);
  const format = useFormat(timeZone);
  const { status } = useSession();
  return (
    <header className={styles.heading}>
      {free ? (
        <NumeralHeading
          title={texts.title}
          numeral={format.time(free.startsAt)}
          words={isToday ? texts.nextPlace : texts.firstPlace}
          small={texts.atTable({ code: free.table.code, name: free.table.name })}
        />
      ) : (
        <h1 className={styles.next}>{isFull ? texts.full : texts.title}</h1>
      )}
      <p className={styles.actions}>
        {free ? (
          <Button look="primary" onClick={() => onPick(free.table, free.startsAt)}>
            {texts.book}
          </Button>
        ) : null}
        {waitAt === null ? null : <WaitInstead venueId={waitAt} isMain={free === null} />}
        {status === "in" ? (
          <Link to={paths.bookings} className={buttonClass("plain")}>
            {texts.myBookings}
          </Link>
        ) : null}
      </p>
    </header>
  );
}

function WaitInstead({ venueId, isMain }: { venueId: string; isMain: boolean }) {
  const texts = useMessages(queueMessages);
  return (
    <WaitLink
      venueId={venueId}
      tableId={null}
      label={texts.waitForAny}
      className={buttonClass(isMain ? "primary" : "plain")}
    />
  );
}

interface MoveHeadingProps {
  moving: Reservation;
  timeZone: string;
}

export function MoveHeading({ moving, timeZone }: MoveHeadingProps) {
  const texts = useMessages(reservationMessages);
  const format = useFormat(timeZone);
  const { tableCode: code, startsAt } = moving;
  const when = texts.when({ day: format.day(startsAt), time: format.time(startsAt) });
  return (
    <header className={styles.heading}>
      <div className={styles.move}>
        <h1 className={styles.title}>{texts.moveTitle({ code, when })}</h1>
        <p>{texts.moveText}</p>
      </div>
      <p className={styles.actions}>
        <Link to={paths.bookings} className={buttonClass("plain")}>
          {texts.keepIt}
        </Link>
      </p>
    </header>
  );
}
