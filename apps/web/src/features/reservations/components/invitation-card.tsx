import type { Reservation } from "@babyfoot/contract";
import { useFormat } from "../../../shared/i18n/format.ts";
import { useMessages } from "../../../shared/i18n/use-messages.ts";
import { Button } from "../../../shared/ui/button.tsx";
import { ProblemNote } from "../../../shared/ui/states.tsx";
import { useVenueTimeZone } from "../../../shared/venue/venues.ts";
import { useAnswer } from "../data/use-answer.ts";
import { reservationMessages } from "../messages.ts";
import styles from "./invitation-card.module.css";

/** Somebody wants to play with this person: yes or no. */
export function InvitationCard({ reservation }: { reservation: Reservation }) {
  const texts = useMessages(reservationMessages);
  const format = useFormat(useVenueTimeZone(reservation.venueId));
  const answering = useAnswer(reservation);
  const { tableCode: code, tableName: name, startsAt, endsAt } = reservation;
  const pending = (said: "accepted" | "declined") => answering.pending && answering.values === said;
  return (
    <li className={styles.card}>
      <div>
        <p className={styles.who}>{texts.invitedBy({ name: reservation.owner.displayName })}</p>
        <p>
          {texts.atTable({ code, name })}, {format.day(startsAt)}{" "}
          {texts.span({ from: format.time(startsAt), to: format.time(endsAt) })}
        </p>
      </div>
      <p className={styles.answers}>
        <Button
          look="primary"
          pending={pending("accepted")}
          onClick={() => answering.run("accepted")}
        >
          {texts.accept}
        </Button>
        <Button pending={pending("declined")} onClick={() => answering.run("declined")}>
          {texts.decline}
        </Button>
      </p>
      <ProblemNote error={answering.error} />
    </li>
  );
}
