import type { Reservation } from "@babyfoot/contract";
import { TableTop } from "../../../shared/game/table-top.tsx";
import { useFormat } from "../../../shared/i18n/format.ts";
import { useMessages } from "../../../shared/i18n/use-messages.ts";
import { Link } from "../../../shared/navigation/link.tsx";
import { paths } from "../../../shared/navigation/paths.ts";
import { classNames } from "../../../shared/ui/class-names.ts";
import { useVenueTimeZone } from "../../../shared/venue/venues.ts";
import { stageOf } from "../data/sorted.ts";
import { reservationMessages } from "../messages.ts";
import { GuestActions } from "./guest-actions.tsx";
import { OwnerActions } from "./owner-actions.tsx";
import styles from "./upcoming-card.module.css";

interface UpcomingCardProps {
  reservation: Reservation;
  isMine: boolean;
  now: number;
}

/** A table that is held: when, for how long, with whom, and all that can be done about it. */
export function UpcomingCard({ reservation, isMine, now }: UpcomingCardProps) {
  const texts = useMessages(reservationMessages);
  const { reason } = reservation;
  const stage = stageOf(reservation, now);
  return (
    <article className={styles.card}>
      <h2 className={styles.table}>
        <Link to={paths.table(reservation.tableId)} className={styles.link}>
          {reservation.tableCode} <span className={styles.name}>{reservation.tableName}</span>
        </Link>
      </h2>
      <TableTop look={stage === "running" ? "live" : "open"}>
        <Clock reservation={reservation} isRunning={stage === "running"} now={now} />
      </TableTop>
      <People reservation={reservation} isMine={isMine} />
      {reason === null ? null : <p>{texts.reason({ reason })}</p>}
      {isMine ? (
        <OwnerActions reservation={reservation} stage={stage} />
      ) : (
        <GuestActions reservation={reservation} />
      )}
    </article>
  );
}

interface ClockProps {
  reservation: Reservation;
  isRunning: boolean;
  now: number;
}

/** What counts down: to its start, and then to its end. */
function Clock({ reservation: { startsAt, endsAt, venueId }, isRunning, now }: ClockProps) {
  const texts = useMessages(reservationMessages);
  const format = useFormat(useVenueTimeZone(venueId));
  const [word, instant] = isRunning ? [texts.endsIn, endsAt] : [texts.startsIn, startsAt];
  return (
    <div className={classNames(styles.clock, isRunning && styles.running)}>
      <p className={styles.time}>{format.time(instant)}</p>
      <p className={styles.countdown}>
        {word} {format.ago(instant, now)}
      </p>
      <p>
        {format.day(startsAt)},{" "}
        {texts.span({ from: format.time(startsAt), to: format.time(endsAt) })}
      </p>
    </div>
  );
}

function People({ reservation, isMine }: Pick<UpcomingCardProps, "reservation" | "isMine">) {
  const texts = useMessages(reservationMessages);
  const { owner, guests } = reservation;
  if (!isMine) return <p>{texts.withOwner({ name: owner.displayName })}</p>;
  if (guests.length === 0) return null;
  const names = guests.map(({ displayName: name, answer }) => {
    if (answer === "accepted") return name;
    return answer === "declined" ? texts.guestDeclined({ name }) : texts.guestInvited({ name });
  });
  return <p>{texts.withGuests({ names: names.join(", ") })}</p>;
}
