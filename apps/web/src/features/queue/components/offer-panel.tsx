import type { QueueOffer } from "@babyfoot/contract";
import { clockText, useFormat } from "../../../shared/i18n/format.ts";
import { useMessages } from "../../../shared/i18n/use-messages.ts";
import { useLiveTable } from "../../../shared/live/use-live.ts";
import { Button } from "../../../shared/ui/button.tsx";
import { Page } from "../../../shared/ui/page.tsx";
import { ProblemNote } from "../../../shared/ui/states.tsx";
import { useCountdown } from "../data/use-countdown.ts";
import { useAccept, useDecline } from "../data/use-place-actions.ts";
import { lineMessages } from "../messages.ts";
import { Kickoff } from "./kickoff.tsx";
import styles from "./offer.module.css";
import { OfferSaid } from "./offer-said.tsx";
import type { PanelProps } from "./panel-props.ts";

interface OfferPanelProps extends PanelProps {
  offer: QueueOffer;
}

/** A table that is held for one a moment: nothing else matters now. */
export function OfferPanel({ venue, offer, byMyself }: OfferPanelProps) {
  const texts = useMessages(lineMessages);
  const format = useFormat(venue.timeZone);
  const left = useCountdown(offer.offeredUntil);
  const location = useLiveTable(offer.tableId)?.location;
  const declining = useDecline(byMyself);
  const accepting = useAccept(byMyself);
  const { tableCode: code, tableName: name } = offer;
  return (
    <Page
      title={texts.title}
      heading={
        <h1 className={styles.heading}>
          <span className={styles.yours}>{texts.yours}</span>{" "}
          <span className="visually-hidden">{code}, </span>
          <span className={styles.where}>{location ? `${name}, ${location}` : name}</span>
        </h1>
      }
    >
      <OfferSaid code={code} left={left} />
      <div className={styles.layout}>
        <Kickoff
          code={code}
          clock={clockText(left * 1000)}
          share={left / venue.policy.queueOfferSeconds}
        />
        <div className={styles.actions}>
          <ProblemNote error={accepting.error ?? declining.error} />
          <Button
            look="primary"
            className={styles.take}
            pending={accepting.pending}
            disabled={declining.pending}
            onClick={() => accepting.run()}
          >
            {texts.takeIt}
          </Button>
          <Button
            pending={declining.pending}
            disabled={accepting.pending}
            onClick={() => declining.run()}
          >
            {texts.notNow}
          </Button>
          <p className={styles.terms}>
            {texts.takeBefore({ time: format.time(offer.offeredUntil) })}{" "}
            {texts.yoursUntil({ time: format.time(offer.endsAt) })}
          </p>
        </div>
      </div>
    </Page>
  );
}
