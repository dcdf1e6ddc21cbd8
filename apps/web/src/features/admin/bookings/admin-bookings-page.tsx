import type { Reservation, Table, Venue } from "@babyfoot/contract";
import { dateAt } from "@babyfoot/domain";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { tablesQuery } from "../../../shared/game/tables.ts";
import { useMessages } from "../../../shared/i18n/use-messages.ts";
import { useNow } from "../../../shared/i18n/use-now.ts";
import { useLive } from "../../../shared/live/use-live.ts";
import { readdress } from "../../../shared/navigation/location.ts";
import type { PageProps } from "../../../shared/navigation/page-props.ts";
import { paths } from "../../../shared/navigation/paths.ts";
import { EmptyState, ErrorState, Skeleton } from "../../../shared/ui/states.tsx";
import { useMedia } from "../../../shared/ui/use-media.ts";
import { venuesQuery } from "../../../shared/venue/venues.ts";
import { BookingDialog } from "./booking-dialog.tsx";
import { BookingList } from "./booking-list.tsx";
import { bookingsQuery } from "./bookings.ts";
import { BookingsFrame } from "./bookings-frame.tsx";
import { BrokenTables } from "./broken-tables.tsx";
import { DayBar } from "./day-bar.tsx";
import { DayBoard } from "./day-board.tsx";
import { dayOf, windowOf } from "./day-sheet.ts";
import { bookingsMessages } from "./messages.ts";
import { useFreshBookings } from "./use-booking-action.ts";
import { useBrokenTables } from "./use-broken-tables.ts";
import { WaitingLine } from "./waiting-line.tsx";

const CLOCK_MS = 30_000;

export function AdminBookingsPage({ search }: PageProps) {
  const texts = useMessages(bookingsMessages);
  return (
    <BookingsFrame title={texts.title}>
      <Venues search={search} />
    </BookingsFrame>
  );
}

function Venues({ search }: { search: URLSearchParams }) {
  const { data, error, refetch } = useQuery(venuesQuery);
  const [where, setWhere] = useState({ venue: search.get("venue"), date: search.get("date") });
  const venue = data?.items.find(({ id }) => id === where.venue) ?? data?.items[0];
  if (!venue) {
    if (error) return <ErrorState error={error} onRetry={() => void refetch()} />;
    return <Skeleton height="24rem" />;
  }
  const date = where.date ?? dateAt(Date.now(), venue.timeZone);
  return (
    <>
      <DayBar
        venues={data?.items ?? []}
        venue={venue}
        date={date}
        onChange={(change) => {
          const next = { venue: venue.id, date, ...change };
          setWhere(next);
          readdress(paths.adminBookings(next));
        }}
      />
      <Day key={venue.id} venue={venue} date={date} />
    </>
  );
}

interface DayProps {
  venue: Venue;
  date: string;
}

function Day({ venue, date }: DayProps) {
  const now = useNow(CLOCK_MS);
  useLive({ venueId: venue.id });
  useFreshBookings();
  const { from, to } = dayOf(date, venue.timeZone);
  const [iso, until] = [new Date(from).toISOString(), new Date(to).toISOString()];
  const day = useQuery(bookingsQuery({ venueId: venue.id, from: iso, to: until }));
  const all = useQuery(tablesQuery);
  const failed = all.data ? day : all;
  if (!all.data || !day.data) {
    if (failed.error)
      return <ErrorState error={failed.error} onRetry={() => void failed.refetch()} />;
    return <Skeleton height="24rem" />;
  }
  const tables = all.data.filter((table) => table.venueId === venue.id);
  return <KnownDay {...{ venue, date, now, tables }} bookings={day.data} />;
}

interface KnownDayProps extends DayProps {
  tables: Table[];
  bookings: Reservation[];
  now: number;
}

function KnownDay(props: KnownDayProps) {
  const { venue, tables, bookings, now } = props;
  const [picked, setPicked] = useState<Reservation | null>(null);
  const broken = useBrokenTables(tables);
  const today = dateAt(now, venue.timeZone);
  return (
    <>
      {broken.length === 0 ? null : (
        <BrokenTables
          venue={venue}
          tables={tables.filter(({ id }) => broken.includes(id))}
          today={today}
          onPick={setPicked}
        />
      )}
      <Sheet {...props} broken={broken} onPick={setPicked} />
      {props.date === today ? <WaitingLine venue={venue} /> : null}
      {picked ? (
        <BookingDialog
          booking={bookings.find(({ id }) => id === picked.id) ?? picked}
          venue={venue}
          tables={tables}
          onClose={() => setPicked(null)}
        />
      ) : null}
    </>
  );
}

interface SheetProps extends KnownDayProps {
  broken: string[];
  onPick: (booking: Reservation) => void;
}

function Sheet(props: SheetProps) {
  const { venue, date, tables, bookings, onPick } = props;
  const texts = useMessages(bookingsMessages);
  const isWide = useMedia("(min-width: 48rem)");
  if (tables.length === 0) return <EmptyState title={texts.noTables} />;
  const window = windowOf(venue, date, bookings);
  if (window === null || (bookings.length === 0 && !isWide)) {
    return (
      <EmptyState title={texts.emptyTitle}>
        <p>{texts.emptyText}</p>
      </EmptyState>
    );
  }
  if (isWide) return <DayBoard {...props} window={window} />;
  return <BookingList bookings={bookings} timeZone={venue.timeZone} onPick={onPick} />;
}
