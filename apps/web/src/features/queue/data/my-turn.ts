import { API, listOf, type Reservation, reservationSchema } from "@babyfoot/contract";
import { queryOptions } from "@tanstack/react-query";
import { call, query } from "../../../shared/api/client.ts";

const reservations = listOf(reservationSchema);
const MINUTE_MS = 60_000;

/** The table that one has now from the line, taken or claimed, or null. */
export const myTurnQuery = queryOptions({
  queryKey: ["me", "reservations", "turn"],
  queryFn: async ({ signal }): Promise<Reservation | null> => {
    const now = Date.now();
    const from = new Date(now).toISOString();
    const to = new Date(now + MINUTE_MS).toISOString();
    const path = `${API}/reservations${query({ mine: "true", from, to, limit: 10 })}`;
    const { items } = await call(reservations, path, { signal });
    return items.find(isTurn) ?? null;
  },
});

const isTurn = ({ origin, status }: Reservation): boolean =>
  origin === "queue" && (status === "booked" || status === "checked_in");
