import {
  API,
  listOf,
  pardonGivenSchema,
  type Reservation,
  reservationSchema,
  seriesCancelledSchema,
  seriesSchema,
  standingSchema,
  type Weekly,
  weeklyAnswerSchema,
} from "@babyfoot/contract";
import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { call, nothing, query } from "../../../shared/api/client.ts";

const RESERVATIONS = `${API}/reservations`;
const PAGE_SIZE = 200;
/** Unclaimed reservations lapse without anybody saying so. */
const CLOCK_MS = 60_000;
/** A year of weeks on several tables takes its time. */
const SERIES_TIMEOUT_MS = 60_000;

const reservationPage = listOf(reservationSchema);
const seriesPage = listOf(seriesSchema);
const standingPage = listOf(standingSchema);
const pardonPage = listOf(pardonGivenSchema);

interface Stretch {
  venueId: string;
  from: string;
  to: string;
}

async function readAll(stretch: Stretch, signal: AbortSignal): Promise<Reservation[]> {
  const all: Reservation[] = [];
  let cursor: string | null = null;
  do {
    const page: ReturnType<typeof reservationPage.parse> = await call(
      reservationPage,
      `${RESERVATIONS}${query({ ...stretch, limit: PAGE_SIZE, cursor })}`,
      { signal },
    );
    all.push(...page.items);
    cursor = page.nextCursor;
  } while (cursor !== null);
  return all.reverse();
}

/** What is or was reserved in a venue within a stretch of time, the first start first. */
export const bookingsQuery = (stretch: Stretch) =>
  queryOptions({
    queryKey: ["bookings", stretch.venueId, stretch.from, stretch.to],
    queryFn: ({ signal }) => readAll(stretch, signal),
    refetchInterval: CLOCK_MS,
  });

export interface BookingChange {
  tableId: string;
  startsAt: string;
  durationMinutes: number;
  reason: string;
}

export const changeBooking = ({ id, version }: Reservation, body: BookingChange) =>
  call(reservationSchema, `${RESERVATIONS}/${id}`, { method: "PATCH", body, version });

export const cancelBooking = ({ id, version }: Reservation, reason: string) =>
  call(reservationSchema, `${RESERVATIONS}/${id}${query({ reason })}`, {
    method: "DELETE",
    version,
  });

export const seriesQuery = (venueId: string) =>
  queryOptions({
    queryKey: ["bookings", "series", venueId],
    queryFn: ({ signal }) =>
      call(seriesPage, `${API}/series${query({ venueId, limit: PAGE_SIZE })}`, { signal }),
  });

export const bookSeries = (body: Weekly, attempt: string) =>
  call(weeklyAnswerSchema, `${RESERVATIONS}/weekly`, {
    ...{ method: "POST", body, attempt, timeoutMs: SERIES_TIMEOUT_MS },
  });

export const cancelSeries = (id: string, reason: string) =>
  call(seriesCancelledSchema, `${API}/series/${id}${query({ reason })}`, {
    ...{ method: "DELETE", timeoutMs: SERIES_TIMEOUT_MS },
  });

export const standingsQuery = (venueId: string) =>
  infiniteQueryOptions({
    queryKey: ["standings", venueId],
    initialPageParam: null as string | null,
    queryFn: ({ pageParam, signal }) =>
      call(
        standingPage,
        `${API}/venues/${venueId}/standings${query({ cursor: pageParam, limit: 50 })}`,
        { signal },
      ),
    getNextPageParam: (page) => page.nextCursor,
  });

export const pardonsQuery = (venueId: string) =>
  infiniteQueryOptions({
    queryKey: ["standings", venueId, "pardons"],
    initialPageParam: null as string | null,
    queryFn: ({ pageParam, signal }) =>
      call(
        pardonPage,
        `${API}/venues/${venueId}/pardons${query({ cursor: pageParam, limit: 20 })}`,
        { signal },
      ),
    getNextPageParam: (page) => page.nextCursor,
  });

export const givePardon = (venueId: string, playerId: string) =>
  call(nothing, `${API}/venues/${venueId}/pardons`, { method: "POST", body: { playerId } });

/** Takes somebody out of a line. */
export const takeOutOfLine = (entryId: string) =>
  call(nothing, `${API}/queue/${entryId}`, { method: "DELETE" });
