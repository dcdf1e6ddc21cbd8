import { useMessages } from "../../../shared/i18n/use-messages.ts";
import { useLive } from "../../../shared/live/use-live.ts";
import { Link } from "../../../shared/navigation/link.tsx";
import { paths } from "../../../shared/navigation/paths.ts";
import { hasRole, useSession } from "../../../shared/session/session.ts";
import { buttonClass } from "../../../shared/ui/button.tsx";
import { Page } from "../../../shared/ui/page.tsx";
import { EmptyState, ErrorState, Skeleton } from "../../../shared/ui/states.tsx";
import { FreeCount } from "../components/free-count.tsx";
import { HowToPlay } from "../components/how-to-play.tsx";
import { Invitation } from "../components/invitation.tsx";
import { TableTile } from "../components/table-tile.tsx";
import { type Hall, useHall } from "../data/use-hall.ts";
import { homeMessages } from "../messages.ts";
import styles from "./home-page.module.css";

export function HomePage() {
  const texts = useMessages(homeMessages);
  useLive({});
  const hall = useHall();
  const heading =
    hall.status === "ready" && hall.ordered.length > 0 ? (
      <FreeCount free={hall.free} all={hall.byCode} />
    ) : (
      <h1>{texts.title}</h1>
    );
  return (
    <Page title="babyfoot" heading={heading}>
      <Tables hall={hall} />
      <Invitation />
      <HowToPlay />
      <p>
        <Link to={paths.screenHall} className={buttonClass("plain")}>
          {texts.screen}
        </Link>
      </p>
    </Page>
  );
}

function Tables({ hall }: { hall: Hall }) {
  const texts = useMessages(homeMessages);
  switch (hall.status) {
    case "loading":
      return <Skeleton height="11rem" count={3} />;
    case "failed":
      return <ErrorState error={hall.error} onRetry={hall.retry} />;
    case "ready":
      if (hall.ordered.length === 0) return <NoTables />;
      return (
        <section aria-label={texts.now} className={styles.tables}>
          {hall.ordered.map((id) => (
            <TableTile key={id} id={id} />
          ))}
        </section>
      );
    default:
      return hall satisfies never;
  }
}

function NoTables() {
  const texts = useMessages(homeMessages);
  const { user } = useSession();
  return (
    <EmptyState title={texts.none}>
      <p>{texts.noneText}</p>
      {hasRole(user, "admin") ? (
        <Link to={paths.admin} className={buttonClass("primary")}>
          {texts.setUpTable}
        </Link>
      ) : null}
    </EmptyState>
  );
}
