import type { KeptEvent, MatchEvent, MatchFormat, Side } from "@babyfoot/domain";
import { type NamedGoals, namedGoals } from "./named-goals.ts";

/** A finished match as it is stored, with who played and what happened, oldest first. */
export interface FinishedMatch {
  venue_id: string;
  id: string;
  format: unknown;
  /** Goals over all sets. */
  red: number;
  blue: number;
  players: { player_id: string; side: Side; position: "goal" | "attack" | null }[];
  effects: MatchEvent[];
}

/** What one player did in a match played here. Null is unknown. */
export interface LineOfMatch {
  venue_id: string;
  game_id: string;
  player_id: string;
  team: Side;
  role: "attack" | "defense" | null;
  goals: number | null;
  own_goals: number | null;
}

const ROLES = { goal: "defense", attack: "attack" } as const;

/**
 * The lines of a match. Alone in a team, one has shot all its goals but those that the other side shot itself. Of two,
 * each has those they are named for; none at all is known only where every goal of the team has a name.
 */
export function linesOf(match: FinishedMatch): LineOfMatch[] {
  const events = match.effects.map(
    (event): KeptEvent<null, null> => ({ ...event, id: null, at: null }),
  );
  const named = namedGoals(match.format as MatchFormat, events);
  return match.players.map(({ player_id, side, position }) => {
    const alone = match.players.filter((player) => player.side === side).length === 1;
    return {
      venue_id: match.venue_id,
      game_id: match.id,
      player_id,
      team: side,
      role: position === null ? null : ROLES[position],
      goals: goalsOf(match, named, { playerId: player_id, side, alone }),
      own_goals: named.ownGoals.get(player_id) ?? null,
    };
  });
}

function goalsOf(
  match: FinishedMatch,
  { goals, gifts, named }: NamedGoals,
  { playerId, side, alone }: { playerId: string; side: Side; alone: boolean },
): number | null {
  const total = match[side];
  if (alone) return Math.max(0, total - gifts[side]);
  // A correction has taken goals away, and says not whose.
  if (named[side] > total) return null;
  return goals.get(playerId) ?? (named[side] === total ? 0 : null);
}
