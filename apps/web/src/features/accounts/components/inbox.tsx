import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useAction } from "../../../shared/api/use-action.ts";
import { useFormat } from "../../../shared/i18n/format.ts";
import { useMessages } from "../../../shared/i18n/use-messages.ts";
import { Badge } from "../../../shared/ui/badge.tsx";
import { Button, buttonClass } from "../../../shared/ui/button.tsx";
import { ErrorState, ProblemNote, Skeleton } from "../../../shared/ui/states.tsx";
import { type InboxMessage, inboxQuery, markRead } from "../data/account.ts";
import { accountMessages } from "../messages.ts";
import styles from "../pages/accounts.module.css";

export function Inbox() {
  const texts = useMessages(accountMessages);
  const inbox = useQuery(inboxQuery);
  return (
    <section className={styles.block}>
      <h2 className={styles.title}>{texts.inbox}</h2>
      {inbox.isPending ? <Skeleton height="4rem" /> : null}
      {inbox.isError ? (
        <ErrorState error={inbox.error} onRetry={() => void inbox.refetch()} />
      ) : null}
      {inbox.data?.items.length === 0 ? <p className={styles.soft}>{texts.noMessages}</p> : null}
      <ul className={styles.list}>
        {inbox.data?.items.map((message) => (
          <Message key={message.id} message={message} />
        ))}
      </ul>
    </section>
  );
}

function Message({ message }: { message: InboxMessage }) {
  const texts = useMessages(accountMessages);
  const format = useFormat();
  const client = useQueryClient();
  const reading = useAction<string, void>({
    act: markRead,
    onDone: () => void client.invalidateQueries(inboxQuery),
  });
  const unread = message.readAt === null;
  return (
    <li className={styles.message}>
      <p className={styles.subject}>
        {message.subject}
        {unread ? <Badge tone="warn">{texts.unread}</Badge> : null}
      </p>
      <p className={styles.soft}>{format.dateTime(message.createdAt)}</p>
      <p>{message.text}</p>
      <ProblemNote error={reading.error} />
      <p className={styles.links}>
        {message.link && isWebAddress(message.link) ? (
          <a href={message.link} className={buttonClass("plain")}>
            {texts.open}
          </a>
        ) : null}
        {unread ? (
          <Button look="quiet" pending={reading.pending} onClick={() => reading.run(message.id)}>
            {texts.markRead}
          </Button>
        ) : null}
      </p>
    </li>
  );
}

function isWebAddress(link: string): boolean {
  return /^https?:$/.test(new URL(link, location.href).protocol);
}
