import type { MyNotifications } from "@babyfoot/contract";
import { useQuery } from "@tanstack/react-query";
import { useMessages } from "../../../shared/i18n/use-messages.ts";
import { Link } from "../../../shared/navigation/link.tsx";
import { paths } from "../../../shared/navigation/paths.ts";
import { RequireRole } from "../../../shared/session/require-role.tsx";
import { Page } from "../../../shared/ui/page.tsx";
import { ErrorState, ProblemNote, Skeleton } from "../../../shared/ui/states.tsx";
import { KindTable } from "../components/kind-table.tsx";
import { ThisBrowser } from "../components/this-browser.tsx";
import { WaySettings } from "../components/way-settings.tsx";
import { preferencesQuery } from "../data/notifications.ts";
import { useChoosing } from "../data/use-choosing.ts";
import { notificationMessages } from "../messages.ts";
import styles from "./notifications-page.module.css";

/** What somebody is told of, by which way and when not. */
export function NotificationsPage() {
  return <RequireRole atLeast="player">{() => <Settings />}</RequireRole>;
}

function Settings() {
  const texts = useMessages(notificationMessages);
  const preferences = useQuery(preferencesQuery);
  return (
    <Page title={texts.title} width="narrow">
      <p>
        {texts.intro} <Link to={paths.inbox}>{texts.toInbox}</Link>
      </p>
      <ThisBrowser />
      {preferences.data ? <Choices chosen={preferences.data} /> : null}
      {preferences.isPending ? <Skeleton height="12rem" count={2} /> : null}
      {preferences.isError && !preferences.data ? (
        <ErrorState error={preferences.error} onRetry={() => void preferences.refetch()} />
      ) : null}
    </Page>
  );
}

function Choices({ chosen }: { chosen: MyNotifications }) {
  const texts = useMessages(notificationMessages);
  const choosing = useChoosing();
  return (
    <>
      <section className={styles.block}>
        <h2 className={styles.title}>{texts.what}</h2>
        <KindTable chosen={chosen} choosing={choosing} />
        <ProblemNote error={choosing.error} />
        {chosen.mailConfigured ? null : <p className={styles.hint}>{texts.noMail}</p>}
      </section>
      <div className={styles.ways}>
        <WaySettings channel="push" title={texts.pushTitle} {...{ chosen, choosing }} />
        {chosen.mailConfigured ? (
          <WaySettings channel="mail" title={texts.mailTitle} {...{ chosen, choosing }} />
        ) : null}
      </div>
    </>
  );
}
