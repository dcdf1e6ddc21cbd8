import { useMessages } from "../i18n/use-messages.ts";
import { Link } from "./link.tsx";
import { navigationMessages } from "./messages.ts";
import { paths } from "./paths.ts";
import styles from "./played-tabs.module.css";

/** The matches and their figures, side by side: a phone's bar has room for one of them only. */
export function PlayedTabs() {
  const texts = useMessages(navigationMessages);
  return (
    <nav className={styles.tabs} aria-label={texts.played}>
      <Link to={paths.matches} className={styles.tab}>
        {texts.matches}
      </Link>
      <Link to={paths.insights()} className={styles.tab}>
        {texts.figures}
      </Link>
    </nav>
  );
}
