import type { ReactNode } from "react";
import { useMessages } from "../../../shared/i18n/use-messages.ts";
import { Link } from "../../../shared/navigation/link.tsx";
import { paths } from "../../../shared/navigation/paths.ts";
import { AdminFrame } from "../admin-frame.tsx";
import styles from "./bookings-frame.module.css";
import { bookingsMessages } from "./messages.ts";

/** The pages about what is reserved: the day, what comes every week, and who did not come. */
export function BookingsFrame({ title, children }: { title: string; children: ReactNode }) {
  const texts = useMessages(bookingsMessages);
  return (
    <AdminFrame title={title}>
      <nav className={styles.parts} aria-label={texts.parts}>
        <Link to={paths.adminBookings()} className={styles.part}>
          {texts.day}
        </Link>
        <Link to={paths.adminSeries} className={styles.part}>
          {texts.series}
        </Link>
        <Link to={paths.adminStandings} className={styles.part}>
          {texts.standings}
        </Link>
      </nav>
      {children}
    </AdminFrame>
  );
}
