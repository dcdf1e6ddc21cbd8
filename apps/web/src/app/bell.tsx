import { useMessages } from "../shared/i18n/use-messages.ts";
import { useUnread } from "../shared/inbox/unread.ts";
import { Link } from "../shared/navigation/link.tsx";
import { paths } from "../shared/navigation/paths.ts";
import { useSession } from "../shared/session/session.ts";
import styles from "./bell.module.css";
import { appMessages } from "./messages.ts";
import { BellIcon } from "./navigation-icons.tsx";

const MOST_SHOWN = 99;

/** The counter's bell: how many messages are new, on every page. */
export function Bell() {
  const texts = useMessages(appMessages);
  const { status } = useSession();
  const unread = useUnread() ?? 0;
  if (status !== "in") return null;
  return (
    <Link
      to={paths.inbox}
      className={styles.bell}
      aria-label={unread === 0 ? texts.inbox : texts.inboxUnread({ count: unread })}
    >
      <BellIcon />
      {unread === 0 ? null : (
        <span className={styles.count} aria-hidden="true">
          {unread > MOST_SHOWN ? `${MOST_SHOWN}+` : unread}
        </span>
      )}
    </Link>
  );
}
