import type { Reservation } from "@babyfoot/contract";
import { useMessages } from "../../../shared/i18n/use-messages.ts";
import { useNow } from "../../../shared/i18n/use-now.ts";
import { useLive } from "../../../shared/live/use-live.ts";
import { Link } from "../../../shared/navigation/link.tsx";
import { paths } from "../../../shared/navigation/paths.ts";
import { PlaceLine } from "../../../shared/queue/place-line.tsx";
import { RequireRole } from "../../../shared/session/require-role.tsx";
import { buttonClass } from "../../../shared/ui/button.tsx";
import { More } from "../../../shared/ui/more.tsx";
import { Page } from "../../../shared/ui/page.tsx";
import { EmptyState, ErrorState, Skeleton } from "../../../shared/ui/states.tsx";
import { InvitationCard } from "../components/invitation-card.tsx";
import { PastBookings } from "../components/past-bookings.tsx";
import { UpcomingCard } from "../components/upcoming-card.tsx";
import { useMyReservations } from "../data/reservations.ts";
import { sorted } from "../data/sorted.ts";
import { reservationMessages } from "../messages.ts";
import styles from "./bookings-page.module.css";

const CLOCK_MS = 10_000;

export function BookingsPage() {
  return <RequireRole atLeast="player">{(user) => <MyBookings userId={user.id} />}</RequireRole>;
}

function MyBookings({ userId }: { userId: string }) {
  const texts = useMessages(reservationMessages);
  useLive({});
  const list = useMyReservations();
  return (
    <Page title={texts.bookingsTitle} heading={<Heading />}>
      <PlaceLine />
      {list.data ? (
        <Sections userId={userId} list={list} />
      ) : list.isError ? (
        <ErrorState error={list.error} onRetry={() => void list.refetch()} />
      ) : (
        <Skeleton height="14rem" count={2} />
      )}
    </Page>
  );
}

function Heading() {
  const texts = useMessages(reservationMessages);
  return (
    <header className={styles.heading}>
      <h1>{texts.bookingsTitle}</h1>
      <Link to={paths.book()} className={buttonClass("plain")}>
        {texts.bookTable}
      </Link>
    </header>
  );
}

interface SectionsProps {
  userId: string;
  list: ReturnType<typeof useMyReservations>;
}

function Sections({ userId, list }: SectionsProps) {
  const now = useNow(CLOCK_MS);
  const all = list.data?.pages.flatMap((page) => page.items) ?? [];
  const { invitations, upcoming, past } = sorted(all, { userId, now });
  return (
    <>
      {upcoming.length > 0 ? (
        <div className={styles.upcoming}>
          {upcoming.map((reservation) => (
            <UpcomingCard
              key={reservation.id}
              reservation={reservation}
              isMine={reservation.owner.id === userId}
              now={now}
            />
          ))}
        </div>
      ) : null}
      {upcoming.length + invitations.length === 0 ? <NothingAhead /> : null}
      <Invitations invitations={invitations} />
      <PastBookings past={past} userId={userId} />
      <More list={list} />
    </>
  );
}

function Invitations({ invitations }: { invitations: Reservation[] }) {
  const texts = useMessages(reservationMessages);
  if (invitations.length === 0) return null;
  return (
    <section className={styles.section}>
      <h2>{texts.invitations}</h2>
      <ul className={styles.invitations}>
        {invitations.map((reservation) => (
          <InvitationCard key={reservation.id} reservation={reservation} />
        ))}
      </ul>
    </section>
  );
}

function NothingAhead() {
  const texts = useMessages(reservationMessages);
  return (
    <EmptyState title={texts.noneTitle}>
      <p>{texts.noneText}</p>
      <Link to={paths.book()} className={buttonClass("primary")}>
        {texts.bookTable}
      </Link>
    </EmptyState>
  );
}
