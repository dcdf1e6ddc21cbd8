import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useAction } from "../../../shared/api/use-action.ts";
import { useFormat } from "../../../shared/i18n/format.ts";
import { useMessages } from "../../../shared/i18n/use-messages.ts";
import { deviceName } from "../../../shared/session/device-name.ts";
import { Badge } from "../../../shared/ui/badge.tsx";
import { Button } from "../../../shared/ui/button.tsx";
import { ErrorState, ProblemNote, Skeleton } from "../../../shared/ui/states.tsx";
import { endSession, type SessionItem, sessionsQuery } from "../data/account.ts";
import { accountMessages } from "../messages.ts";
import styles from "../pages/accounts.module.css";

/** Everywhere this person is signed in. */
export function Sessions() {
  const texts = useMessages(accountMessages);
  const client = useQueryClient();
  const sessions = useQuery(sessionsQuery);
  const ending = useAction<string, void>({
    act: endSession,
    onDone: () => void client.invalidateQueries(sessionsQuery),
  });
  return (
    <section className={styles.block}>
      <h2 className={styles.title}>{texts.sessions}</h2>
      {sessions.isPending ? <Skeleton height="3rem" count={2} /> : null}
      {sessions.isError ? (
        <ErrorState error={sessions.error} onRetry={() => void sessions.refetch()} />
      ) : null}
      <ProblemNote error={ending.error} />
      <ul className={styles.list}>
        {sessions.data?.items.map((session) => (
          <SessionLine
            key={session.id}
            session={session}
            pending={ending.pending && ending.values === session.id}
            onEnd={() => ending.run(session.id)}
          />
        ))}
      </ul>
    </section>
  );
}

interface SessionLineProps {
  session: SessionItem;
  pending: boolean;
  onEnd: () => void;
}

function SessionLine({ session, pending, onEnd }: SessionLineProps) {
  const texts = useMessages(accountMessages);
  const format = useFormat();
  const device = deviceName(session.userAgent) ?? texts.unknownDevice;
  return (
    <li className={styles.item}>
      <div>
        <p className={styles.subject}>
          {device}
          {session.current ? <Badge tone="good">{texts.thisDevice}</Badge> : null}
        </p>
        <p className={styles.soft}>
          {texts.sessionSince({ time: format.dateTime(session.createdAt) })}
        </p>
      </div>
      {session.current ? null : (
        <Button pending={pending} aria-label={texts.endSessionOf({ device })} onClick={onEnd}>
          {texts.endSession}
        </Button>
      )}
    </li>
  );
}
