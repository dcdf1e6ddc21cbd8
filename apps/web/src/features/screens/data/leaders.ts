import type { Match } from "@babyfoot/contract";

export interface Leader {
  playerId: string;
  name: string;
  wins: number;
}

/** Who has won most of these matches; between equals, by the goals they won by. */
export function leadersOf(matches: readonly Match[], count: number): Leader[] {
  const standings = new Map<string, Leader & { margin: number }>();
  for (const match of matches) {
    if (match.winner === null) continue;
    const margin = Math.abs(match.scoreRed - match.scoreBlue);
    for (const { playerId, displayName } of match[match.winner]) {
      const known = standings.get(playerId) ?? { playerId, name: displayName, wins: 0, margin: 0 };
      standings.set(playerId, { ...known, wins: known.wins + 1, margin: known.margin + margin });
    }
  }
  return [...standings.values()]
    .sort((one, other) => other.wins - one.wins || other.margin - one.margin)
    .slice(0, count)
    .map(({ playerId, name, wins }) => ({ playerId, name, wins }));
}
