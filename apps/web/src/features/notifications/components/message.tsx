import type { InboxMessage } from "@babyfoot/contract";
import { useQueryClient } from "@tanstack/react-query";
import { useAction } from "../../../shared/api/use-action.ts";
import { useFormat } from "../../../shared/i18n/format.ts";
import { useMessages } from "../../../shared/i18n/use-messages.ts";
import { useNow } from "../../../shared/i18n/use-now.ts";
import { INBOX } from "../../../shared/inbox/unread.ts";
import { Link } from "../../../shared/navigation/link.tsx";
import { Badge } from "../../../shared/ui/badge.tsx";
import { Button } from "../../../shared/ui/button.tsx";
import { classNames } from "../../../shared/ui/class-names.ts";
import { ProblemNote } from "../../../shared/ui/states.tsx";
import { markRead } from "../data/notifications.ts";
import { notificationMessages } from "../messages.ts";
import styles from "./message.module.css";

const DAY_MS = 86_400_000;

/** A message; what it leads to is opened from here, and reads it. */
export function Message({ message }: { message: InboxMessage }) {
  const texts = useMessages(notificationMessages);
  const client = useQueryClient();
  const reading = useAction<string>({
    act: markRead,
    onDone: () => void client.invalidateQueries({ queryKey: INBOX }),
  });
  const { id, subject, text } = message;
  const unread = message.readAt === null;
  const read = () => {
    if (unread) reading.run(id);
  };
  return (
    <li className={classNames(styles.message, unread && styles.unread)}>
      <p className={styles.line}>
        <Subject message={message} onOpen={read} />
        {unread ? <Badge tone="warn">{texts.unread}</Badge> : null}
        <When instant={message.createdAt} />
      </p>
      <p className={styles.text}>{text}</p>
      <ProblemNote error={reading.error} />
      {unread ? (
        <Button
          look="quiet"
          className={styles.read}
          aria-label={texts.markReadOf({ subject })}
          pending={reading.pending}
          onClick={read}
        >
          {texts.markRead}
        </Button>
      ) : null}
    </li>
  );
}

/** How long ago it was, or its day. */
function When({ instant }: { instant: string }) {
  const format = useFormat();
  const now = useNow(60_000);
  const recent = now - Date.parse(instant) < DAY_MS;
  return (
    <time className={styles.when} dateTime={instant}>
      {recent ? format.ago(instant, now) : format.dateTime(instant)}
    </time>
  );
}

/** A web address, or a page of ours. */
function Subject({ message, onOpen }: { message: InboxMessage; onOpen: () => void }) {
  const { link, subject } = message;
  const how = { className: styles.subject, onClick: onOpen };
  if (link !== null && /^\/(?![/\\])/.test(link))
    return (
      <Link {...how} to={link}>
        {subject}
      </Link>
    );
  if (link !== null && URL.canParse(link) && /^https?:$/.test(new URL(link).protocol))
    return (
      <a {...how} href={link}>
        {subject}
      </a>
    );
  return <span className={styles.subject}>{subject}</span>;
}
