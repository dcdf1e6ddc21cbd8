import { AppError } from "../../platform/errors.ts";
import { hasRole, type Person } from "../../platform/http/access.ts";
import type { PlayerOnTeam } from "../matches/matches.service.ts";
import type { Lineup } from "./open-match.ts";

/**
 * Staff arrange everybody. A player who plays may add others and change places; one who does not may only take a
 * free seat. Nobody sends anybody else away.
 * @throws AppError `forbidden`.
 */
export function checkLineupChange(before: PlayerOnTeam[], after: Lineup, person: Person): void {
  if (hasRole(person, "staff")) return;
  const next = [...after.red, ...after.blue].map((seat) => seat.playerId);
  const known = new Set(before.map((player) => player.playerId));
  const others = [...known].filter((id) => id !== person.id);
  const sentAway = others.some((id) => !next.includes(id));
  const onlyAddsThemselves = next.every((id) => id === person.id || known.has(id));
  const inside = known.has(person.id);
  if (sentAway || (!inside && (!next.includes(person.id) || !onlyAddsThemselves)))
    throw new AppError("forbidden");
}
