import type { Reservation } from "@babyfoot/contract";
import { dateAt } from "@babyfoot/domain";
import { useState } from "react";
import { useFormat } from "../../../shared/i18n/format.ts";
import { useMessages } from "../../../shared/i18n/use-messages.ts";
import { Link } from "../../../shared/navigation/link.tsx";
import { paths } from "../../../shared/navigation/paths.ts";
import { checkIn } from "../../../shared/reservations/check-in.ts";
import { useReservationAction } from "../../../shared/reservations/use-reservation-action.ts";
import { Badge } from "../../../shared/ui/badge.tsx";
import { Button, buttonClass } from "../../../shared/ui/button.tsx";
import { ProblemNote } from "../../../shared/ui/states.tsx";
import { toast } from "../../../shared/ui/toasts.tsx";
import { useVenue, type Venue } from "../../../shared/venue/venues.ts";
import { calendarPath } from "../data/reservations.ts";
import type { Stage } from "../data/sorted.ts";
import { reservationMessages } from "../messages.ts";
import { GiveBackDialog } from "./give-back-dialog.tsx";
import { LengthActions } from "./length-actions.tsx";
import styles from "./owner-actions.module.css";

interface OwnerActionsProps {
  reservation: Reservation;
  stage: Stage;
}

/** What who booked can do: say that they are there, change it, give it back. */
export function OwnerActions({ reservation, stage }: OwnerActionsProps) {
  const texts = useMessages(reservationMessages);
  const venue = useVenue(reservation.venueId);
  const [givingBack, setGivingBack] = useState(false);
  const isRunning = stage === "running";
  const hasBegun = isRunning || Date.parse(reservation.startsAt) <= Date.now();
  return (
    <div className={styles.actions}>
      <CheckIn reservation={reservation} stage={stage} timeZone={venue?.timeZone} />
      <div className={styles.changes}>
        {venue ? (
          <LengthActions reservation={reservation} isRunning={isRunning} venue={venue} />
        ) : null}
        {hasBegun || !venue ? null : (
          <Link to={movePath(reservation, venue)} className={buttonClass("plain")}>
            {texts.moveShort}
          </Link>
        )}
        {hasBegun ? null : (
          <a href={calendarPath(reservation)} download className={buttonClass("plain")}>
            {texts.addToCalendar}
          </a>
        )}
        <Button look="danger" onClick={() => setGivingBack(true)}>
          {isRunning ? texts.end : texts.cancel}
        </Button>
      </div>
      {givingBack ? (
        <GiveBackDialog
          reservation={reservation}
          isRunning={isRunning}
          onClose={() => setGivingBack(false)}
        />
      ) : null}
    </div>
  );
}

/** The day it is on, to choose another slot. */
function movePath({ id, startsAt }: Reservation, { id: venue, timeZone }: Venue): string {
  return paths.book({ venue, date: dateAt(Date.parse(startsAt), timeZone), move: id });
}

interface CheckInProps extends OwnerActionsProps {
  timeZone: string | undefined;
}

function CheckIn({ reservation, stage, timeZone }: CheckInProps) {
  const texts = useMessages(reservationMessages);
  const format = useFormat(timeZone);
  const claim = useReservationAction({
    act: (_values, attempt) => checkIn(reservation, attempt),
    onDone: () => toast(texts.checkedInToast),
  });
  if (stage === "claimed" || stage === "running") {
    return (
      <p>
        <Badge tone="good">{texts.checkedIn}</Badge>
      </p>
    );
  }
  const by = format.time(reservation.checkInBy);
  const isOpen = stage === "claimable";
  return (
    <div className={styles.checkIn}>
      {stage === "ahead" ? null : (
        <Button
          look="primary"
          disabled={!isOpen}
          pending={claim.pending}
          onClick={() => claim.run()}
        >
          {texts.checkIn}
        </Button>
      )}
      <p className={styles.note}>
        {isOpen
          ? texts.checkInNow({ by })
          : texts.checkInFrom({ time: format.time(reservation.checkInFrom), by })}
      </p>
      <ProblemNote error={claim.error} />
    </div>
  );
}
