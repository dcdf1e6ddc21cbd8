import { useMessages } from "../../../shared/i18n/use-messages.ts";
import { useNow } from "../../../shared/i18n/use-now.ts";
import { openingAt } from "../../../shared/venue/opening.ts";
import { useVenue, type Venue } from "../../../shared/venue/venues.ts";
import { homeMessages } from "../messages.ts";
import styles from "./opening-line.module.css";

const MINUTE_MS = 60_000;

/** Whether the venue is open now, and until when. */
export function OpeningLine() {
  const venue = useVenue();
  const now = useNow(MINUTE_MS);
  return <p className={styles.line}>{venue ? <Words venue={venue} now={now} /> : " "}</p>;
}

function Words({ venue, now }: { venue: Venue; now: number }) {
  const texts = useMessages(homeMessages);
  const opening = openingAt(venue, now);
  const name = venue.name;
  if (opening.open) {
    return opening.until === "24:00"
      ? texts.openAllDay({ venue: name })
      : texts.openUntil({ venue: name, time: opening.until });
  }
  if (opening.reason !== null) return texts.closedBecause({ venue: name, reason: opening.reason });
  if (opening.from !== null) return texts.closedUntil({ venue: name, time: opening.from });
  return texts.closed({ venue: name });
}
