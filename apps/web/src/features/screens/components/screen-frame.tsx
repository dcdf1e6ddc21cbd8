import type { ReactNode } from "react";
import { useFormat } from "../../../shared/i18n/format.ts";
import { useMessages } from "../../../shared/i18n/use-messages.ts";
import { useNow } from "../../../shared/i18n/use-now.ts";
import { ConnectionBadge } from "../../../shared/live/connection-badge.tsx";
import { useDocumentTitle } from "../../../shared/ui/document-title.ts";
import { useVenueTimeZone } from "../../../shared/venue/venues.ts";
import { useScreenLife } from "../data/use-screen.ts";
import { screenMessages } from "../messages.ts";
import styles from "./screen-frame.module.css";

interface ScreenFrameProps {
  title: string;
  heading: ReactNode;
  children: ReactNode;
  footer: ReactNode;
}

/** A whole television: what it shows, the hour, and how it is connected. */
export function ScreenFrame({ title, heading, children, footer }: ScreenFrameProps) {
  useDocumentTitle(title);
  useScreenLife();
  return (
    <main className={styles.screen}>
      <header className={styles.header}>
        <h1 className={styles.heading}>{heading}</h1>
        <p className={styles.state}>
          <ConnectionBadge />
          <Clock />
        </p>
      </header>
      <div className={styles.content}>{children}</div>
      <footer className={styles.footer}>
        {footer}
        <Join />
      </footer>
    </main>
  );
}

function Clock() {
  const format = useFormat(useVenueTimeZone());
  const now = new Date(useNow(5000)).toISOString();
  return (
    <time dateTime={now} className={styles.clock}>
      {format.time(now)}
    </time>
  );
}

function Join() {
  const texts = useMessages(screenMessages);
  return (
    <p className={styles.join}>
      {texts.join} <strong>{location.host}</strong>
    </p>
  );
}
