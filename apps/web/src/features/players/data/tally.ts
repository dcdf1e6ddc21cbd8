/** Games of somebody, by how they ended; of some nobody knows. */
export interface Tally {
  games: number;
  wins: number;
  draws: number;
  losses: number;
}

/** Decided games, a draw being one. */
export const decidedOf = ({ wins, draws, losses }: Tally): number => wins + draws + losses;

/** The share of decided games that were won, a draw being half of one; null without any. */
export function winShareOf(tally: Tally): number | null {
  const decided = decidedOf(tally);
  return decided === 0 ? null : (tally.wins + tally.draws / 2) / decided;
}

/** Those one played most with, or against, first. */
export function mostPlayed<T extends Tally>(tallies: readonly T[], count: number): T[] {
  return tallies.toSorted((one, other) => other.games - one.games).slice(0, count);
}
