import type { MatchDetail } from "@babyfoot/contract";
import { type MatchFormat, timeline } from "@babyfoot/domain";
import { hasRole, type Person } from "../../platform/http/access.ts";
import type { EffectRow, MatchRow } from "./matches.view.ts";

const playsIn = (row: MatchRow, person: Person): boolean =>
  row.players.some((player) => player.playerId === person.id);

/** When the last goal that still stands was scored, in milliseconds; null without one. */
export function lastStandingGoal(format: MatchFormat, effects: EffectRow[]): number | null {
  const kept = effects.flatMap((entry) =>
    (entry.effect ?? []).map((event) => ({ ...event, id: entry.id, at: entry.at.getTime() })),
  );
  const goals = timeline(format, kept).filter(
    (line) =>
      (line.kind === "goal" || line.kind === "own_goal" || line.kind === "gamelle") && !line.undone,
  );
  return goals.at(-1)?.at ?? null;
}

/**
 * What somebody may do with a match: its players score and end it while it is live, undo for a while after a goal,
 * and confirm what the others have entered; staff always do all of it. Anybody may take a free seat in a live match.
 */
export function rightsIn(
  row: MatchRow,
  person: Person | null,
  { now, lastGoalAt, undoSeconds }: { now: number; lastGoalAt: number | null; undoSeconds: number },
): MatchDetail["may"] {
  if (person === null) return [];
  const may: MatchDetail["may"] = [];
  const live = row.status === "live";
  const staff = hasRole(person, "staff");
  const own = playsIn(row, person);
  const fresh = lastGoalAt !== null && now - lastGoalAt <= undoSeconds * 1000;
  if (live && (own || staff)) may.push("score", "finish");
  if (lastGoalAt !== null && (staff || (own && fresh))) may.push("undo");
  if (staff) may.push("correct");
  if (
    row.status === "finished" &&
    row.scored_by === "hand" &&
    row.confirmed_at === null &&
    (own || staff)
  )
    may.push("confirm");
  const free = row.players.length < 4;
  if (staff || (live && (own || free))) may.push("players");
  return may;
}
