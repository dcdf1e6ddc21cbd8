import type { Standing, Venue } from "@babyfoot/contract";
import { useInfiniteQuery, useQueryClient } from "@tanstack/react-query";
import { useAction } from "../../../shared/api/use-action.ts";
import { useFormat } from "../../../shared/i18n/format.ts";
import { useMessages } from "../../../shared/i18n/use-messages.ts";
import { useNow } from "../../../shared/i18n/use-now.ts";
import { Badge } from "../../../shared/ui/badge.tsx";
import { Button } from "../../../shared/ui/button.tsx";
import { More } from "../../../shared/ui/more.tsx";
import { EmptyState, ErrorState, ProblemNote, Skeleton } from "../../../shared/ui/states.tsx";
import { toast } from "../../../shared/ui/toasts.tsx";
import styles from "../admin.module.css";
import { givePardon, pardonsQuery, standingsQuery } from "./bookings.ts";
import { BookingsFrame } from "./bookings-frame.tsx";
import { bookingsMessages } from "./messages.ts";
import { OfVenue } from "./of-venue.tsx";

export function AdminStandingsPage() {
  const texts = useMessages(bookingsMessages);
  return (
    <BookingsFrame title={texts.standings}>
      <p>{texts.standingsText}</p>
      <OfVenue>
        {(venue) => (
          <>
            <Standings venue={venue} />
            <Pardons venue={venue} />
          </>
        )}
      </OfVenue>
    </BookingsFrame>
  );
}

function Standings({ venue }: { venue: Venue }) {
  const texts = useMessages(bookingsMessages);
  const { data, isPending, error, refetch, ...pages } = useInfiniteQuery(standingsQuery(venue.id));
  if (isPending) return <Skeleton height="4rem" count={3} />;
  if (!data) return <ErrorState error={error} onRetry={() => void refetch()} />;
  const standings = data.pages.flatMap((page) => page.items);
  if (standings.length === 0) {
    return (
      <EmptyState title={texts.nobodyStands}>
        <p>{texts.nobodyStandsText}</p>
      </EmptyState>
    );
  }
  return (
    <>
      <ul className={styles.list}>
        {standings.map((standing) => (
          <StandingLine key={standing.player.id} standing={standing} venue={venue} />
        ))}
      </ul>
      <More list={pages} />
    </>
  );
}

function StandingLine({ standing, venue }: { standing: Standing; venue: Venue }) {
  const texts = useMessages(bookingsMessages);
  const format = useFormat(venue.timeZone);
  const now = useNow(60_000);
  const client = useQueryClient();
  const { player, strikes, suspendedUntil, lastNoShowAt } = standing;
  const reread = () => void client.invalidateQueries({ queryKey: ["standings"] });
  const pardoning = useAction<void, void>({
    act: () => givePardon(venue.id, player.id),
    onDone: () => {
      reread();
      toast(texts.pardoned({ name: player.displayName }));
    },
    onFailed: reread,
  });
  return (
    <li className={styles.item}>
      <div className={styles.what}>
        <p className={styles.name}>
          {player.displayName}
          {suspendedUntil === null ? null : (
            <Badge tone="bad">
              {texts.suspendedUntil({ when: format.dateTime(suspendedUntil) })}
            </Badge>
          )}
        </p>
        <p className={styles.facts}>
          <span>{texts.strikes({ count: strikes })}</span>
          <span>{texts.lastAbsence({ when: format.ago(lastNoShowAt, now) })}</span>
        </p>
        <ProblemNote error={pardoning.error} />
      </div>
      <Button
        aria-label={texts.pardonOf({ name: player.displayName })}
        pending={pardoning.pending}
        onClick={() => pardoning.run()}
      >
        {texts.pardon}
      </Button>
    </li>
  );
}

function Pardons({ venue }: { venue: Venue }) {
  const texts = useMessages(bookingsMessages);
  const format = useFormat(venue.timeZone);
  const list = useInfiniteQuery(pardonsQuery(venue.id));
  const pardons = list.data?.pages.flatMap((page) => page.items) ?? [];
  if (pardons.length === 0) return null;
  return (
    <section className={styles.group}>
      <h2 className={styles.title}>{texts.pardonsGiven}</h2>
      <ul>
        {pardons.map(({ player, givenBy, at }) => (
          <li key={`${player.id} ${at}`}>
            {texts.pardonGiven({
              name: player.displayName,
              by: givenBy.displayName,
              when: format.dateTime(at),
            })}
          </li>
        ))}
      </ul>
      <More list={list} />
    </section>
  );
}
