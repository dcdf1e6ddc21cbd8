import type { QueueEntry } from "@babyfoot/contract";
import { useMessages } from "../../../shared/i18n/use-messages.ts";
import { useLine } from "../../../shared/queue/use-line.ts";
import { classNames } from "../../../shared/ui/class-names.ts";
import { Skeleton } from "../../../shared/ui/states.tsx";
import { ownLine, type Waiter } from "../data/others.ts";
import { lineMessages } from "../messages.ts";
import styles from "./line-picture.module.css";

interface LinePictureProps {
  place: QueueEntry;
  position: number;
}

/** The line as beads on a rod: who comes before, oneself, and how many come after. */
export function LinePicture({ place, position }: LinePictureProps) {
  const texts = useMessages(lineMessages);
  const line = useLine(place.venueId);
  if (!line.data) return line.isError ? null : <Skeleton height="9rem" />;
  const { before, behind } = ownLine(line.data.items, place.id);
  return (
    <section aria-label={texts.line}>
      <ol className={styles.rod}>
        {before.map((other) => (
          <Other key={other.id} other={other} isForAny={place.tableId === null} />
        ))}
        <li className={classNames(styles.bead, styles.me)} aria-current="true">
          <span className={styles.number} aria-hidden="true">
            {position}
          </span>
          {texts.you}
        </li>
        {behind > 0 ? (
          <li className={classNames(styles.bead, styles.behind)}>
            {texts.behind({ count: behind })}
          </li>
        ) : null}
      </ol>
    </section>
  );
}

function Other({ other, isForAny }: { other: Waiter; isForAny: boolean }) {
  const texts = useMessages(lineMessages);
  const { offer, tableCode, displayName } = other;
  const more = offer
    ? texts.isOffered({ code: offer.tableCode })
    : isForAny && tableCode !== null
      ? texts.onlyTable({ code: tableCode })
      : null;
  return (
    <li className={classNames(styles.bead, offer && styles.offered)}>
      <span className={styles.name}>{displayName}</span>
      {more === null ? null : <span className={styles.more}>{more}</span>}
    </li>
  );
}
