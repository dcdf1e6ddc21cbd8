import type { Policy } from "@babyfoot/contract";

const MINUTE_MS = 60_000;
const USUAL_MINUTES = 30;

type LengthRules = Pick<Policy, "slotMinutes" | "maxReservationMinutes">;

/** The lengths, in minutes, that fit between two instants and that the venue allows. */
export function lengthsBetween(startsAt: string, until: string, rules: LengthRules): number[] {
  const room = (Date.parse(until) - Date.parse(startsAt)) / MINUTE_MS;
  const longest = Math.min(room, rules.maxReservationMinutes);
  const count = Math.max(0, Math.floor(longest / rules.slotMinutes));
  return Array.from({ length: count }, (_, index) => (index + 1) * rules.slotMinutes);
}

/** Half an hour, or what comes nearest below; the shortest when all are longer. */
export function usualLength(lengths: readonly number[]): number | undefined {
  return lengths.findLast((length) => length <= USUAL_MINUTES) ?? lengths[0];
}

export function endOf(startsAt: string, minutes: number): string {
  return new Date(Date.parse(startsAt) + minutes * MINUTE_MS).toISOString();
}
