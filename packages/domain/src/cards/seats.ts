import type { Position, Side } from "../match/events.ts";

/** So many play at a table. */
export const SEATS = 4;
const SEATS_A_SIDE = 2;

/** The side of a seat, counted from 1 in the order in which people tap in: red, blue, red, blue. */
export const sideOfSeat = (seat: number): Side => (seat % 2 === 1 ? "red" : "blue");

export interface Placed {
  playerId: string;
  position: Position | null;
}
export type SeatedTeams = Record<Side, readonly Placed[]>;

/**
 * A match's players with those who have tapped in, in order of their seats: each on the side of their seat, or the
 * other where that is full. Whoever plays already keeps their place. Two on a side are one in attack, the first of them,
 * and one in goal, unless somebody has said otherwise. Null when nobody is new.
 */
export function seatInMatch(
  teams: SeatedTeams,
  tapped: readonly { playerId: string; seat: number }[],
): SeatedTeams | null {
  const next: Record<Side, Placed[]> = { red: [...teams.red], blue: [...teams.blue] };
  let changed = false;
  for (const { playerId, seat } of tapped) {
    if ([...next.red, ...next.blue].some((player) => player.playerId === playerId)) continue;
    const own = sideOfSeat(seat);
    const side = [own, own === "red" ? "blue" : "red"].find(
      (one): one is Side => next[one as Side].length < SEATS_A_SIDE,
    );
    if (side === undefined) continue;
    next[side].push({ playerId, position: null });
    changed = true;
  }
  if (!changed) return null;
  return { red: withPositions(next.red), blue: withPositions(next.blue) };
}

function withPositions(team: readonly Placed[]): readonly Placed[] {
  const [first, second] = team;
  if (first === undefined || second === undefined) return team;
  const one = first.position ?? (second.position === "attack" ? "goal" : "attack");
  const other = second.position ?? (one === "attack" ? "goal" : "attack");
  return [
    { ...first, position: one },
    { ...second, position: other },
  ];
}
