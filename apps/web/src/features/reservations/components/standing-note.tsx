import { useQuery } from "@tanstack/react-query";
import { useFormat } from "../../../shared/i18n/format.ts";
import { useMessages } from "../../../shared/i18n/use-messages.ts";
import { useSession } from "../../../shared/session/session.ts";
import type { Venue } from "../../../shared/venue/venues.ts";
import { standingQuery } from "../data/reservations.ts";
import { reservationMessages } from "../messages.ts";
import styles from "./standing-note.module.css";

/** For who has left reservations unclaimed: how many, or until when they cannot book. */
export function StandingNote({ venue }: { venue: Venue }) {
  const texts = useMessages(reservationMessages);
  const { status } = useSession();
  const { data } = useQuery({ ...standingQuery(venue.id), enabled: status === "in" });
  if (status !== "in" || !data) return null;
  if (data.suspendedUntil) {
    return <SuspensionNote until={data.suspendedUntil} timeZone={venue.timeZone} />;
  }
  if (data.strikes === 0) return null;
  const { strikes: most } = venue.policy.noShowSuspension;
  return <p className={styles.note}>{texts.strikes({ count: data.strikes, most })}</p>;
}

interface SuspensionNoteProps {
  until: string;
  timeZone: string;
}

export function SuspensionNote({ until, timeZone }: SuspensionNoteProps) {
  const texts = useMessages(reservationMessages);
  const format = useFormat(timeZone);
  const when = texts.when({ day: format.day(until), time: format.time(until) });
  return (
    <div className={styles.note}>
      <p className={styles.title}>{texts.suspended({ when })}</p>
      <p>{texts.suspendedText}</p>
    </div>
  );
}
