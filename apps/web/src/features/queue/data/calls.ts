import { API, type QueueJoin, queueEntrySchema, reservationSchema } from "@babyfoot/contract";
import { call, nothing } from "../../../shared/api/client.ts";

const BASE = `${API}/queue`;

export const join = (wish: QueueJoin, attempt: string) =>
  call(queueEntrySchema, BASE, { method: "POST", body: wish, attempt });

/** Is passed over for a while, or is back. */
export const beAway = (away: boolean) =>
  call(queueEntrySchema, BASE, { method: "PATCH", body: { away } });

export const leave = () => call(nothing, BASE, { method: "DELETE" });

/** Takes what is offered: answers the reservation that it becomes. */
export const accept = () => call(reservationSchema, `${BASE}/accept`, { method: "POST", body: {} });

/** Lets what is offered go to the next. */
export const decline = () =>
  call(queueEntrySchema, `${BASE}/decline`, { method: "POST", body: {} });
