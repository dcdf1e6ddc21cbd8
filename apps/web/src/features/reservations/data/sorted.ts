import type { Reservation } from "@babyfoot/contract";

/** What a person has with reservations, each part in the order in which it matters. */
export interface Sorted {
  /** Invitations that wait for an answer, the soonest first. */
  invitations: Reservation[];
  /** Running or to come, the soonest first. */
  upcoming: Reservation[];
  /** Over, the latest first. */
  past: Reservation[];
}

/** `now` in milliseconds. */
export function sorted(
  reservations: readonly Reservation[],
  { userId, now }: { userId: string; now: number },
): Sorted {
  const result: Sorted = { invitations: [], upcoming: [], past: [] };
  for (const reservation of byStart(reservations)) {
    const answered = answerOf(reservation, userId);
    if (!isAhead(reservation, now) || answered === "declined") result.past.unshift(reservation);
    else if (answered === "invited") result.invitations.push(reservation);
    else result.upcoming.push(reservation);
  }
  return result;
}

function byStart(reservations: readonly Reservation[]): Reservation[] {
  return [...reservations].sort((one, other) => (one.startsAt < other.startsAt ? -1 : 1));
}

function isAhead({ status, endsAt }: Reservation, now: number): boolean {
  return (status === "booked" || status === "checked_in") && Date.parse(endsAt) > now;
}

/** What the person has answered as a guest; null for the owner. */
export function answerOf(reservation: Reservation, userId: string) {
  if (reservation.owner.id === userId) return null;
  return reservation.guests.find((guest) => guest.id === userId)?.answer ?? null;
}

const SOON_MS = 60 * 60_000;

/** Where a reservation stands for those who are to play; `soon` can be claimed within the hour. */
export type Stage = "ahead" | "soon" | "claimable" | "claimed" | "running";

/** `now` in milliseconds. */
export function stageOf(reservation: Reservation, now: number): Stage {
  const begun = Date.parse(reservation.startsAt) <= now;
  if (reservation.status === "checked_in") return begun ? "running" : "claimed";
  const opens = Date.parse(reservation.checkInFrom);
  if (opens <= now && now < Date.parse(reservation.checkInBy)) return "claimable";
  return opens - now < SOON_MS ? "soon" : "ahead";
}
