import {
  API,
  bookingStandingSchema,
  listOf,
  type Reservation,
  type ReservationCreate,
  reservationSchema,
} from "@babyfoot/contract";
import { infiniteQueryOptions, queryOptions, useInfiniteQuery } from "@tanstack/react-query";
import { call, query } from "../../../shared/api/client.ts";
import { CLOCK_MS } from "./schedule.ts";
import { useReservationTurnsRead } from "./use-reservation-turns-read.ts";

const BASE = `${API}/reservations`;
const PAGE_SIZE = 30;

const reservationPage = listOf(reservationSchema);

/** One's own and those one is invited to, the newest start first, page by page. */
export const myReservationsQuery = infiniteQueryOptions({
  queryKey: ["me", "reservations", "list"],
  initialPageParam: null as string | null,
  queryFn: ({ pageParam, signal }) =>
    call(
      reservationPage,
      `${BASE}${query({ mine: "true", limit: PAGE_SIZE, cursor: pageParam })}`,
      {
        signal,
      },
    ),
  getNextPageParam: (page) => page.nextCursor,
  refetchInterval: CLOCK_MS,
});

export function useMyReservations() {
  const list = useInfiniteQuery(myReservationsQuery);
  useReservationTurnsRead(list.refetch);
  return list;
}

export const reservationQuery = (id: string) =>
  queryOptions({
    queryKey: ["me", "reservations", id],
    queryFn: ({ signal }) => call(reservationSchema, `${BASE}/${id}`, { signal }),
  });

/** Whether the person may book at a venue. */
export const standingQuery = (venueId: string) =>
  queryOptions({
    queryKey: ["me", "standing", venueId],
    queryFn: ({ signal }) =>
      call(bookingStandingSchema, `${API}/venues/${venueId}/standing`, { signal }),
  });

export const book = (wish: ReservationCreate, attempt: string): Promise<Reservation> =>
  call(reservationSchema, BASE, { method: "POST", body: wish, attempt });

export interface ReservationChange {
  tableId?: string;
  startsAt?: string;
  durationMinutes?: number;
}

export const change = ({ id, version }: Reservation, body: ReservationChange) =>
  call(reservationSchema, `${BASE}/${id}`, { method: "PATCH", body, version });

/** Gives it back; one that is running ends now. */
export const giveBack = ({ id }: Reservation) =>
  call(reservationSchema, `${BASE}/${id}`, { method: "DELETE" });

export type Answer = "accepted" | "declined";

export const answer = ({ id }: Reservation, said: Answer, attempt: string) =>
  call(reservationSchema, `${BASE}/${id}/answer`, {
    method: "POST",
    body: { answer: said },
    attempt,
  });

/** A file that any calendar program takes. */
export const calendarPath = ({ id }: Reservation): string => `${BASE}/${id}/calendar.ics`;
