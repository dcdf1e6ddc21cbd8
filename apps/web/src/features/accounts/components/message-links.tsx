import { useMessages } from "../../../shared/i18n/use-messages.ts";
import { Link } from "../../../shared/navigation/link.tsx";
import { paths } from "../../../shared/navigation/paths.ts";
import { buttonClass } from "../../../shared/ui/button.tsx";
import { accountMessages } from "../messages.ts";
import styles from "../pages/accounts.module.css";

/** Where one reads what one was told, and chooses how. */
export function MessageLinks() {
  const texts = useMessages(accountMessages);
  return (
    <section className={styles.block}>
      <h2 className={styles.title}>{texts.notifications}</h2>
      <p>{texts.notificationsText}</p>
      <p className={styles.links}>
        <Link to={paths.notifications} className={buttonClass("plain")}>
          {texts.notificationSettings}
        </Link>
        <Link to={paths.inbox} className={buttonClass("plain")}>
          {texts.inbox}
        </Link>
      </p>
    </section>
  );
}
