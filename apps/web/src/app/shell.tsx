import type { ReactNode } from "react";
import { OfferWatch } from "../features/queue/components/offer-watch.tsx";
import { setLocale, useLocale } from "../shared/i18n/locale.ts";
import { useMessages } from "../shared/i18n/use-messages.ts";
import { ConnectionBanner } from "../shared/live/connection-badge.tsx";
import { Link } from "../shared/navigation/link.tsx";
import { paths } from "../shared/navigation/paths.ts";
import { Bell } from "./bell.tsx";
import { appMessages } from "./messages.ts";
import { Navigation } from "./navigation.tsx";
import styles from "./shell.module.css";
import { Wordmark } from "./wordmark.tsx";

/** The bars around every page that is not a screen. */
export function Shell({ children }: { children: ReactNode }) {
  const texts = useMessages(appMessages);
  return (
    <div className={styles.shell}>
      <a href="#content" className={styles.skip}>
        {texts.skip}
      </a>
      <header className={styles.top}>
        <Link to={paths.home} className={styles.brand}>
          <Wordmark />
        </Link>
        <Navigation />
        <Bell />
        <LanguageSwitch />
      </header>
      <OfferWatch />
      <ConnectionBanner />
      {children}
    </div>
  );
}

function LanguageSwitch() {
  const texts = useMessages(appMessages);
  const other = useLocale() === "fr" ? "en" : "fr";
  return (
    <button type="button" className={styles.language} lang={other} onClick={() => setLocale(other)}>
      {other === "en" ? texts.inEnglish : texts.inFrench}
    </button>
  );
}
