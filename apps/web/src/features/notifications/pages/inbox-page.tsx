import type { InboxMessage } from "@babyfoot/contract";
import { useInfiniteQuery, useQueryClient } from "@tanstack/react-query";
import { useAction } from "../../../shared/api/use-action.ts";
import { useMessages } from "../../../shared/i18n/use-messages.ts";
import { INBOX, useUnread } from "../../../shared/inbox/unread.ts";
import { Link } from "../../../shared/navigation/link.tsx";
import { paths } from "../../../shared/navigation/paths.ts";
import { RequireRole } from "../../../shared/session/require-role.tsx";
import { Button, buttonClass } from "../../../shared/ui/button.tsx";
import { uiMessages } from "../../../shared/ui/messages.ts";
import { Page } from "../../../shared/ui/page.tsx";
import { EmptyState, ErrorState, ProblemNote, Skeleton } from "../../../shared/ui/states.tsx";
import { Message } from "../components/message.tsx";
import { inboxQuery, markAllRead } from "../data/notifications.ts";
import { notificationMessages } from "../messages.ts";
import styles from "./inbox-page.module.css";

export function InboxPage() {
  return <RequireRole atLeast="player">{() => <Inbox />}</RequireRole>;
}

function Inbox() {
  const texts = useMessages(notificationMessages);
  const inbox = useInfiniteQuery(inboxQuery);
  return (
    <Page title={texts.inboxTitle} width="narrow" heading={<Heading />}>
      {inbox.isPending ? <Skeleton height="5rem" count={4} /> : null}
      {inbox.isError && !inbox.data ? (
        <ErrorState error={inbox.error} onRetry={() => void inbox.refetch()} />
      ) : null}
      {inbox.data ? (
        <Messages
          messages={inbox.data.pages.flatMap((page) => page.items)}
          more={
            inbox.hasNextPage
              ? { pending: inbox.isFetchingNextPage, fetch: () => void inbox.fetchNextPage() }
              : null
          }
        />
      ) : null}
    </Page>
  );
}

/** With what is new, and a way to be done with it. */
function Heading() {
  const texts = useMessages(notificationMessages);
  const client = useQueryClient();
  const unread = useUnread() ?? 0;
  const reading = useAction({
    act: markAllRead,
    onDone: () => void client.invalidateQueries({ queryKey: INBOX }),
  });
  return (
    <header className={styles.heading}>
      <h1>{texts.inboxTitle}</h1>
      <p className={styles.actions}>
        {unread > 0 ? (
          <Button look="primary" pending={reading.pending} onClick={() => reading.run()}>
            {texts.allRead}
          </Button>
        ) : null}
        <Link to={paths.notifications} className={buttonClass("plain")}>
          {texts.settings}
        </Link>
      </p>
      <ProblemNote error={reading.error} />
    </header>
  );
}

interface MessagesProps {
  messages: readonly InboxMessage[];
  more: { pending: boolean; fetch: () => void } | null;
}

function Messages({ messages, more }: MessagesProps) {
  const texts = useMessages(notificationMessages);
  const words = useMessages(uiMessages);
  if (messages.length === 0)
    return (
      <EmptyState title={texts.noMessages}>
        <p>{texts.noMessagesText}</p>
      </EmptyState>
    );
  return (
    <>
      <ul className={styles.list}>
        {messages.map((message) => (
          <Message key={message.id} message={message} />
        ))}
      </ul>
      {more === null ? null : (
        <p>
          <Button pending={more.pending} onClick={more.fetch}>
            {words.more}
          </Button>
        </p>
      )}
    </>
  );
}
