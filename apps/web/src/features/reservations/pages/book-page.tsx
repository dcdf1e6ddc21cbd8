import type { Reservation } from "@babyfoot/contract";
import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useMessages } from "../../../shared/i18n/use-messages.ts";
import { useNow } from "../../../shared/i18n/use-now.ts";
import { useLive } from "../../../shared/live/use-live.ts";
import type { PageProps } from "../../../shared/navigation/page-props.ts";
import { RequireRole } from "../../../shared/session/require-role.tsx";
import { Page } from "../../../shared/ui/page.tsx";
import { EmptyState, ErrorState, Skeleton } from "../../../shared/ui/states.tsx";
import { type Venue, venuesQuery } from "../../../shared/venue/venues.ts";
import { BookingDay } from "../components/booking-day.tsx";
import { bookableDays, chosenDay } from "../data/days.ts";
import { reservationQuery } from "../data/reservations.ts";
import { useBookingPlace } from "../data/use-booking-place.ts";
import { reservationMessages } from "../messages.ts";

const CLOCK_MS = 15_000;

export function BookPage({ search }: PageProps) {
  const move = search.get("move");
  // Another address of the page is another beginning.
  const key = search.toString();
  if (move === null) return <Venues key={key} search={search} moving={null} />;
  return (
    <RequireRole atLeast="player">{() => <Move key={key} search={search} id={move} />}</RequireRole>
  );
}

function Move({ search, id }: { search: URLSearchParams; id: string }) {
  const { data, error, refetch } = useQuery(reservationQuery(id));
  if (data) return <Venues search={search} moving={data} />;
  return (
    <Waiting instead={error ? <ErrorState error={error} onRetry={() => void refetch()} /> : null} />
  );
}

interface BookingProps {
  search: URLSearchParams;
  moving: Reservation | null;
}

function Venues({ search, moving }: BookingProps) {
  const texts = useMessages(reservationMessages);
  const { data, error, refetch } = useQuery(venuesQuery);
  const state = useBookingPlace(search);
  const venues = data?.items ?? [];
  const venue = venues.find(({ id }) => id === state.place.venue) ?? venues[0];
  if (venue) return <Days venues={venues} venue={venue} moving={moving} state={state} />;
  if (data) return <Waiting instead={<EmptyState title={texts.noVenue} />} />;
  return (
    <Waiting instead={error ? <ErrorState error={error} onRetry={() => void refetch()} /> : null} />
  );
}

interface DaysProps {
  venues: Venue[];
  venue: Venue;
  moving: Reservation | null;
  state: ReturnType<typeof useBookingPlace>;
}

function Days(props: DaysProps) {
  const { venue, state } = props;
  useLive({ venueId: venue.id });
  const now = useNow(CLOCK_MS);
  const days = bookableDays(venue, now);
  const day = chosenDay(days, state.place.date);
  return day ? (
    <BookingDay {...props} days={days} day={day} now={now} />
  ) : (
    <Waiting instead={null} />
  );
}

/** The page before it knows what it shows, or what it shows instead. */
function Waiting({ instead }: { instead: ReactNode }) {
  const texts = useMessages(reservationMessages);
  return <Page title={texts.title}>{instead ?? <Skeleton height="24rem" />}</Page>;
}
