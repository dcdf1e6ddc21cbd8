import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useMessages } from "../../../shared/i18n/use-messages.ts";
import { useLive } from "../../../shared/live/use-live.ts";
import { readdress } from "../../../shared/navigation/location.ts";
import type { PageProps } from "../../../shared/navigation/page-props.ts";
import { paths, type QueuePlace } from "../../../shared/navigation/paths.ts";
import { Page } from "../../../shared/ui/page.tsx";
import { EmptyState, ErrorState, Skeleton } from "../../../shared/ui/states.tsx";
import { type Venue, venuesQuery } from "../../../shared/venue/venues.ts";
import { Standing } from "../components/standing.tsx";
import { useStanding } from "../data/use-stage.ts";
import { lineMessages } from "../messages.ts";

export function QueuePage({ search }: PageProps) {
  const texts = useMessages(lineMessages);
  const venues = useQuery(venuesQuery);
  const standing = useStanding();
  if (venues.data?.items.length === 0) {
    return (
      <Page title={texts.title}>
        <EmptyState title={texts.noVenue} />
      </Page>
    );
  }
  if (venues.data && standing.status === "known") {
    return (
      <Known
        key={search.toString()}
        venues={venues.data.items}
        stage={standing.stage}
        search={search}
      />
    );
  }
  const failed = venues.isError && !venues.data ? venues : null;
  const retry = failed
    ? () => void failed.refetch()
    : standing.status === "failed" && standing.retry;
  const error = failed?.error ?? (standing.status === "failed" ? standing.error : null);
  return (
    <Page title={texts.title}>
      {retry ? <ErrorState error={error} onRetry={retry} /> : <Skeleton height="9rem" count={3} />}
    </Page>
  );
}

interface KnownProps {
  venues: Venue[];
  stage: Parameters<typeof Standing>[0]["stage"];
  search: URLSearchParams;
}

/** Whoever is somewhere in a line sees that of their venue, whatever they came for. */
function Known({ venues, stage, search }: KnownProps) {
  const [wish, setWish] = useState<QueuePlace>(() => ({
    venue: search.get("venue") ?? undefined,
    table: search.get("table") ?? undefined,
  }));
  const held = stage.at === "outside" ? undefined : venueOf(stage);
  const wanted = held ?? wish.venue;
  const venue = venues.find(({ id }) => id === wanted) ?? venues[0];
  useLive(venue ? { venueId: venue.id } : null);
  const choose = (next: QueuePlace) => {
    setWish(next);
    readdress(paths.queue(next));
  };
  if (!venue) return null;
  return <Standing venues={venues} venue={venue} stage={stage} wish={wish} onWish={choose} />;
}

type Held = Exclude<KnownProps["stage"], { at: "outside" }>;

const venueOf = (stage: Held): string =>
  stage.at === "table" ? stage.turn.venueId : stage.place.venueId;
