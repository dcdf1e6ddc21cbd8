import type { QueueEntry } from "@babyfoot/contract";
import { clockText } from "../../../shared/i18n/format.ts";
import { useMessages } from "../../../shared/i18n/use-messages.ts";
import { Button } from "../../../shared/ui/button.tsx";
import { NumeralHeading } from "../../../shared/ui/numeral-heading.tsx";
import { Page } from "../../../shared/ui/page.tsx";
import { ProblemNote } from "../../../shared/ui/states.tsx";
import { useCountdown } from "../data/use-countdown.ts";
import { useBeAway } from "../data/use-place-actions.ts";
import { lineMessages } from "../messages.ts";
import { HappeningNote } from "./happening-note.tsx";
import { LeaveButton } from "./leave-button.tsx";
import type { PanelProps } from "./panel-props.ts";
import styles from "./place.module.css";

interface AwayPanelProps extends PanelProps {
  place: QueueEntry;
}

/** Whoever is away: how long their place is kept, and the way back to it. */
export function AwayPanel({ place, happening, byMyself }: AwayPanelProps) {
  const texts = useMessages(lineMessages);
  const returning = useBeAway(byMyself);
  const left = useCountdown(place.awayUntil ?? place.joinedAt);
  return (
    <Page
      title={texts.title}
      heading={
        <NumeralHeading
          title={texts.title}
          numeral={clockText(left * 1000)}
          words={texts.placeKept}
          small={texts.placeKeptSmall}
        />
      }
    >
      <HappeningNote happening={happening} />
      <div className={styles.actions}>
        <ProblemNote error={returning.error} />
        <p className={styles.buttons}>
          <Button look="primary" pending={returning.pending} onClick={() => returning.run(false)}>
            {texts.back}
          </Button>
          <LeaveButton byMyself={byMyself} />
        </p>
      </div>
    </Page>
  );
}
