import type { QueueEntry } from "@babyfoot/contract";
import { useQuery } from "@tanstack/react-query";
import { useFormat } from "../../../shared/i18n/format.ts";
import { useMessages } from "../../../shared/i18n/use-messages.ts";
import type { QueuePlace } from "../../../shared/navigation/paths.ts";
import { myPlaceQuery } from "../../../shared/queue/queue.ts";
import { useWaitText } from "../../../shared/queue/use-wait-text.ts";
import { expectedAt } from "../../../shared/queue/wait.ts";
import { Button } from "../../../shared/ui/button.tsx";
import { NumeralHeading } from "../../../shared/ui/numeral-heading.tsx";
import { Page } from "../../../shared/ui/page.tsx";
import { ProblemNote } from "../../../shared/ui/states.tsx";
import { heldFor } from "../data/held-for.ts";
import { useBeAway } from "../data/use-place-actions.ts";
import { lineMessages } from "../messages.ts";
import { HappeningNote } from "./happening-note.tsx";
import { LeaveButton } from "./leave-button.tsx";
import { LinePicture } from "./line-picture.tsx";
import type { PanelProps } from "./panel-props.ts";
import styles from "./place.module.css";

interface PlacePanelProps extends PanelProps {
  place: QueueEntry;
  position: number;
  wish: QueuePlace;
}

/** One's place, large as the number in a waiting room, and the line that moves. */
export function PlacePanel({ venue, place, position, wish, happening, byMyself }: PlacePanelProps) {
  const texts = useMessages(lineMessages);
  const leaving = useBeAway(byMyself);
  const { tableCode: code } = place;
  const isElsewhere =
    (wish.table ?? place.tableId) !== place.tableId || (wish.venue ?? venue.id) !== venue.id;
  const where =
    code === null
      ? texts.forAny({ venue: venue.name })
      : texts.forTable({ venue: venue.name, code });
  return (
    <Page
      title={texts.title}
      heading={
        <NumeralHeading
          title={texts.title}
          numeral={
            <span key={position} className={styles.position}>
              {position}
            </span>
          }
          words={position === 1 ? texts.nextIsYou : texts.yourPlace}
          small={where}
          isHuge
        />
      }
    >
      <HappeningNote happening={happening} />
      {isElsewhere ? <p className={styles.note}>{texts.waitsElsewhere}</p> : null}
      <Expected place={place} timeZone={venue.timeZone} />
      <div className={styles.layout}>
        <LinePicture place={place} position={position} />
        <div className={styles.actions}>
          <p className={styles.how}>
            {texts.how({ time: heldFor(venue.policy.queueOfferSeconds) })}
          </p>
          <ProblemNote error={leaving.error} />
          <p className={styles.buttons}>
            <Button pending={leaving.pending} onClick={() => leaving.run(true)}>
              {texts.notNow}
            </Button>
            <LeaveButton byMyself={byMyself} />
          </p>
          <p className={styles.how}>{texts.notNowText}</p>
        </div>
      </div>
    </Page>
  );
}

/** How long it should take, and on the clock when. */
function Expected({ place, timeZone }: { place: QueueEntry; timeZone: string }) {
  const texts = useMessages(lineMessages);
  const waitText = useWaitText();
  const format = useFormat(timeZone);
  const { dataUpdatedAt } = useQuery({ ...myPlaceQuery, enabled: false });
  const { estimatedWaitSeconds: seconds } = place;
  const at = expectedAt(seconds, dataUpdatedAt);
  const wait = waitText(seconds);
  return (
    <p className={styles.expected} role="status">
      {at === null ? wait : texts.expected({ wait, time: format.time(at) })}
    </p>
  );
}
