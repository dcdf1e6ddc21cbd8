const DAY_MS = 86_400_000;

export interface StrikeRules {
  /** So many reservations left unclaimed … */
  strikes: number;
  /** … within so many days … */
  withinDays: number;
  /** … and nothing can be reserved for so many days from the last of them. */
  days: number;
}

/**
 * Until when (milliseconds) somebody may not reserve, or null. It ends by itself. `unclaimed`: the instants at which
 * their reservations lapsed, without those from before a pardon.
 */
export function suspendedUntil(
  { strikes, withinDays, days }: StrikeRules,
  unclaimed: readonly number[],
  now: number,
): number | null {
  const instants = [...unclaimed].sort((a, b) => a - b);
  let until: number | null = null;
  instants.forEach((last, index) => {
    const first = instants[index - strikes + 1];
    if (first !== undefined && last - first <= withinDays * DAY_MS) until = last + days * DAY_MS;
  });
  return until !== null && until > now ? until : null;
}
