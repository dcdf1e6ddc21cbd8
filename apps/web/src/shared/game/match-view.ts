import type { Match } from "@babyfoot/contract";

export type Side = "red" | "blue";
export type MatchPlayer = Match["red"][number];

export const SIDES: readonly Side[] = ["red", "blue"];

export function otherSide(side: Side): Side {
  return side === "red" ? "blue" : "red";
}

export function scoreOfTeam(match: Pick<Match, "scoreRed" | "scoreBlue">, team: Side): number {
  return team === "red" ? match.scoreRed : match.scoreBlue;
}

/** The beads a side has on its rod: as many as it may need, at most ten. */
export function beadsOf(match: Pick<Match, "format" | "scoreRed" | "scoreBlue">): number {
  const { goalsToWin, maxGoals, winBy } = match.format;
  const highest = Math.max(match.scoreRed, match.scoreBlue);
  const needed = winBy > 1 && highest >= goalsToWin ? (maxGoals ?? highest) : goalsToWin;
  return Math.min(10, Math.max(needed, 1));
}

/** The names of a team, or null for a walk-up team that nobody has named. */
export function namesOf(players: readonly MatchPlayer[]): string | null {
  return players.length === 0 ? null : players.map((player) => player.displayName).join(" & ");
}
