import type { Reservation } from "@babyfoot/contract";
import { useFormat } from "../../../shared/i18n/format.ts";
import { useMessages } from "../../../shared/i18n/use-messages.ts";
import { useLiveTable } from "../../../shared/live/use-live.ts";
import { Link } from "../../../shared/navigation/link.tsx";
import { paths } from "../../../shared/navigation/paths.ts";
import { checkIn } from "../../../shared/reservations/check-in.ts";
import { useReservationAction } from "../../../shared/reservations/use-reservation-action.ts";
import { Button, buttonClass } from "../../../shared/ui/button.tsx";
import { NumeralHeading } from "../../../shared/ui/numeral-heading.tsx";
import { Page } from "../../../shared/ui/page.tsx";
import { ProblemNote } from "../../../shared/ui/states.tsx";
import { toast } from "../../../shared/ui/toasts.tsx";
import { lineMessages } from "../messages.ts";
import styles from "./offer.module.css";
import type { PanelProps } from "./panel-props.ts";

interface TurnPanelProps extends PanelProps {
  turn: Reservation;
}

/** The table one has taken: to go there and claim it, and then until when it is one's own. */
export function TurnPanel({ venue, turn }: TurnPanelProps) {
  return turn.status === "booked" ? (
    <ToClaim turn={turn} timeZone={venue.timeZone} />
  ) : (
    <Claimed turn={turn} timeZone={venue.timeZone} />
  );
}

interface TurnProps {
  turn: Reservation;
  timeZone: string;
}

function usePlaceName({ tableId, tableName }: Reservation): string {
  const location = useLiveTable(tableId)?.location;
  return location ? `${tableName}, ${location}` : tableName;
}

function ToClaim({ turn, timeZone }: TurnProps) {
  const texts = useMessages(lineMessages);
  const format = useFormat(timeZone);
  const where = usePlaceName(turn);
  const claim = useReservationAction({
    act: (_values, attempt) => checkIn(turn, attempt),
    onDone: () => toast(texts.checkedIn),
  });
  const { tableCode: code } = turn;
  return (
    <Page
      title={texts.goTo({ code })}
      heading={
        <h1 className={styles.heading}>
          <span className={styles.yours}>{texts.goTo({ code })}</span>
          <span className={styles.where}>{where}</span>
        </h1>
      }
    >
      <p className={styles.claim}>
        {texts.claimBy} <strong className={styles.by}>{format.time(turn.checkInBy)}</strong>
      </p>
      <div className={styles.actions}>
        <ProblemNote error={claim.error} />
        <Button
          look="primary"
          className={styles.take}
          pending={claim.pending}
          onClick={() => claim.run()}
        >
          {texts.checkIn}
        </Button>
        <p className={styles.terms}>{texts.claimText({ time: format.time(turn.endsAt) })}</p>
        <p>
          <Bookings />
        </p>
      </div>
    </Page>
  );
}

function Claimed({ turn, timeZone }: TurnProps) {
  const texts = useMessages(lineMessages);
  const format = useFormat(timeZone);
  const where = usePlaceName(turn);
  const { tableCode: code } = turn;
  return (
    <Page
      title={texts.atTable({ code })}
      heading={
        <NumeralHeading
          title={texts.atTable({ code })}
          numeral={code}
          words={`${texts.until} ${format.time(turn.endsAt)}`}
          small={where}
        />
      }
    >
      <p>{texts.playText}</p>
      <div className={styles.actions}>
        <p className={styles.buttons}>
          <Link to={paths.table(turn.tableId)} className={buttonClass("primary")}>
            {texts.seeTable}
          </Link>
          <Bookings />
        </p>
      </div>
    </Page>
  );
}

/** Where it can be given back. */
function Bookings() {
  const texts = useMessages(lineMessages);
  return (
    <Link to={paths.bookings} className={buttonClass("plain")}>
      {texts.bookings}
    </Link>
  );
}
