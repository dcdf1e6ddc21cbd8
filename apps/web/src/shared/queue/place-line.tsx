import type { QueueEntry } from "@babyfoot/contract";
import { useMessages } from "../i18n/use-messages.ts";
import { Link } from "../navigation/link.tsx";
import { paths } from "../navigation/paths.ts";
import { useVenue } from "../venue/venues.ts";
import { type QueueTexts, queueMessages } from "./messages.ts";
import styles from "./place-line.module.css";
import { usePlaceKept } from "./use-place-kept.ts";
import { useWaitText } from "./use-wait-text.ts";

/** One's place in line in a few words, where other things are looked at. */
export function PlaceLine() {
  const { data: place } = usePlaceKept();
  return place ? <Line place={place} /> : null;
}

function Line({ place }: { place: QueueEntry }) {
  const texts = useMessages(queueMessages);
  const waitText = useWaitText();
  const venue = useVenue(place.venueId);
  const { position, estimatedWaitSeconds: seconds } = place;
  const words = placeText(place, texts);
  const wait = position !== null && seconds !== null ? ` · ${waitText(seconds)}` : "";
  return (
    <Link to={paths.queue()} className={styles.line}>
      <span className={styles.words}>
        {venue ? texts.at({ venue: venue.name, place: words }) : words}
        {wait}
      </span>
    </Link>
  );
}

function placeText({ offer, position }: QueueEntry, texts: QueueTexts): string {
  if (offer) return texts.offered({ code: offer.tableCode });
  if (position === null) return texts.away;
  return position === 1 ? texts.first : texts.nth({ position });
}
