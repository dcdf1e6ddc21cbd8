import { useMessages } from "../../../shared/i18n/use-messages.ts";
import { Link } from "../../../shared/navigation/link.tsx";
import { paths } from "../../../shared/navigation/paths.ts";
import { buttonClass } from "../../../shared/ui/button.tsx";
import type { Opening } from "../../../shared/venue/opening.ts";
import type { Venue } from "../../../shared/venue/venues.ts";
import { type LineTexts, lineMessages } from "../messages.ts";
import styles from "./join.module.css";

/** When there is no line to join: why, and what there is instead. */
export function ClosedLine({ venue, opening }: { venue: Venue; opening: Opening }) {
  const texts = useMessages(lineMessages);
  return (
    <div className={styles.actions}>
      <p className={styles.lead}>{reason(venue.name, opening, texts)}</p>
      <p>
        <Link to={paths.book({ venue: venue.id })} className={buttonClass("primary")}>
          {texts.bookInstead}
        </Link>
      </p>
    </div>
  );
}

function reason(venue: string, opening: Opening, texts: LineTexts): string {
  if (opening.open) return texts.closesSoon({ venue, time: opening.until });
  if (opening.reason !== null) return texts.closedBecause({ venue, reason: opening.reason });
  if (opening.from !== null) return texts.opensAt({ venue, time: opening.from });
  return texts.closedToday({ venue });
}
