import { API, type Reservation, reservationSchema } from "@babyfoot/contract";
import { call } from "../api/client.ts";

/** Says that one is at the table. */
export const checkIn = ({ id }: Pick<Reservation, "id">, attempt: string): Promise<Reservation> =>
  call(reservationSchema, `${API}/reservations/${id}/check-in`, {
    method: "POST",
    body: {},
    attempt,
  });
