import { accepted, type Result } from "./result.ts";
import type { PerTeam } from "./state.ts";

/** `open`: a team without named players, as in a walk-up match. */
export type TeamsKind = "singles" | "doubles" | "one_against_two" | "open";

export type TeamsErrorCode = "too_many_players" | "player_twice";

/** What kind of match the named players (ids) make; at most two a team, nobody twice. */
export function checkTeams(teams: PerTeam<readonly string[]>): Result<TeamsKind, TeamsErrorCode> {
  const { red, blue } = teams;
  if (red.length > 2 || blue.length > 2) {
    return { ok: false, code: "too_many_players", detail: "A team has at most two players." };
  }
  if (new Set([...red, ...blue]).size < red.length + blue.length) {
    return { ok: false, code: "player_twice", detail: "A player can only be in one place." };
  }
  if (red.length === 0 || blue.length === 0) return accepted("open");
  if (red.length !== blue.length) return accepted("one_against_two");
  return accepted(red.length === 1 ? "singles" : "doubles");
}
