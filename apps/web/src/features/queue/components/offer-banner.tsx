import type { QueueOffer } from "@babyfoot/contract";
import { clockText } from "../../../shared/i18n/format.ts";
import { useMessages } from "../../../shared/i18n/use-messages.ts";
import { Link } from "../../../shared/navigation/link.tsx";
import { paths } from "../../../shared/navigation/paths.ts";
import { usePlace } from "../../../shared/navigation/place-context.ts";
import { useUrgentTitle } from "../../../shared/ui/document-title.ts";
import { useCountdown } from "../data/use-countdown.ts";
import { useVibration } from "../data/use-vibration.ts";
import { lineMessages } from "../messages.ts";
import styles from "./offer-banner.module.css";
import { OfferSaid } from "./offer-said.tsx";

export interface OfferBannerProps {
  offer: QueueOffer;
}

/** While a table is held for somebody: it is in the title, and over every page but the line's own. */
export function OfferBanner({ offer }: OfferBannerProps) {
  const texts = useMessages(lineMessages);
  const { tableCode: code, offeredUntil, reservationId } = offer;
  const left = useCountdown(offeredUntil);
  const clock = clockText(left * 1000);
  const isOnItsPage = usePlace().split("?")[0] === paths.queue();
  useUrgentTitle(texts.titleOffer({ left: clock, code }));
  useVibration(reservationId);
  if (isOnItsPage) return null;
  return (
    <aside className={styles.banner} aria-label={texts.banner({ code })}>
      <OfferSaid code={code} left={left} />
      <Link to={paths.queue()} className={styles.link}>
        <span>{texts.banner({ code })}</span>
        <span className={styles.clock}>{clock}</span>
        <span className={styles.see}>{texts.bannerTake}</span>
      </Link>
    </aside>
  );
}
