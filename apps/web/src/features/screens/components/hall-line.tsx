import { useMessages } from "../../../shared/i18n/use-messages.ts";
import { useLineOf } from "../../../shared/queue/use-line.ts";
import { useWaitText } from "../../../shared/queue/use-wait-text.ts";
import { screenMessages } from "../messages.ts";
import styles from "./hall-line.module.css";

/** How many wait in the hall, and how long whoever joined now would. */
export function HallLine({ venueId }: { venueId: string }) {
  const texts = useMessages(screenMessages);
  const waitText = useWaitText();
  const line = useLineOf(venueId);
  if (!line || line.waiting === 0) return null;
  const wait = waitText(line.next.estimatedWaitSeconds);
  return <span className={styles.line}>{texts.hallLine({ count: line.waiting, wait })}</span>;
}
