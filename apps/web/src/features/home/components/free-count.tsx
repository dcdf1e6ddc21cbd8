import { useMessages } from "../../../shared/i18n/use-messages.ts";
import { Link } from "../../../shared/navigation/link.tsx";
import { paths } from "../../../shared/navigation/paths.ts";
import { queueMessages } from "../../../shared/queue/messages.ts";
import { useAllTaken } from "../../../shared/queue/taken.ts";
import { WaitLink } from "../../../shared/queue/wait-link.tsx";
import { buttonClass } from "../../../shared/ui/button.tsx";
import { useVenue } from "../../../shared/venue/venues.ts";
import { homeMessages } from "../messages.ts";
import styles from "./free-count.module.css";
import { OpeningLine } from "./opening-line.tsx";
import { TableRod } from "./table-rod.tsx";

/** How many tables are free now, and which: the answer to why people open the page. */
export function FreeCount({ free, all }: { free: string[]; all: string[] }) {
  const texts = useMessages(homeMessages);
  return (
    <header className={styles.count}>
      <h1 className={styles.heading}>
        <span className={styles.numeral}>{free.length}</span>{" "}
        <span className={styles.words}>
          {texts.freeTables({ count: free.length })}{" "}
          <span className={styles.total}>{texts.ofTables({ count: all.length })}</span>
        </span>
      </h1>
      <div className={styles.lead}>
        <p className={styles.pitch}>{texts.pitch}</p>
        <OpeningLine />
        <p className={styles.book}>
          <Link to={paths.book()} className={buttonClass("primary")}>
            {texts.bookTable}
          </Link>
          <WaitForAny />
        </p>
      </div>
      <TableRod ids={all} />
    </header>
  );
}

/** Where nothing is free the first venue's line is what is left. */
function WaitForAny() {
  const texts = useMessages(queueMessages);
  const venue = useVenue();
  const allTaken = useAllTaken(venue?.id ?? "");
  if (!venue || !allTaken) return null;
  return (
    <WaitLink
      venueId={venue.id}
      tableId={null}
      label={texts.waitForAny}
      className={buttonClass("plain")}
    />
  );
}
