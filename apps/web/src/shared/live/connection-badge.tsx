import { useMessages } from "../i18n/use-messages.ts";
import { classNames } from "../ui/class-names.ts";
import styles from "./connection-badge.module.css";
import { liveMessages } from "./messages.ts";
import { useConnection } from "./use-live.ts";

/** How the page is connected, in a word and a shape. */
export function ConnectionBadge() {
  const texts = useMessages(liveMessages);
  const state = useConnection();
  return (
    <span className={classNames(styles.badge, styles[state])} role="status">
      <span className={styles.ball} aria-hidden="true" />
      {texts[state]}
    </span>
  );
}

/** A strip under the top bar while what is shown may be old. */
export function ConnectionBanner() {
  const texts = useMessages(liveMessages);
  const state = useConnection();
  if (state !== "offline" && state !== "reconnecting") return null;
  return (
    <p className={styles.banner} role="status">
      {state === "offline" ? texts.offlineBanner : texts.reconnectingBanner}
    </p>
  );
}
