import { applyEvent } from "../match/apply.ts";
import { opposite, type Side } from "../match/events.ts";
import { outcomeOf } from "../match/outcome.ts";
import { isReachable, setRules } from "../match/set-rules.ts";
import type { MatchState, PerTeam } from "../match/state.ts";
import type { Entry } from "./entry.ts";
import { type Applied, apply, applyToLast, type FoldContext, open, type Play } from "./play.ts";
import { scoreBySide } from "./state.ts";

/** What is scored after the end of a match begins the next one (`carry`), or is left out. */
export type Overflow = "carry" | "leave_out";

/**
 * Takes back goals where `delta` (by side) is negative, then adds those where it is positive. An entry says
 * something of two matches at most, the one it ends and the one it begins; goals beyond that are left out, and
 * so are more goals after the end of a match than the next could have.
 */
export function addGoals(
  play: Play,
  entry: Entry,
  delta: PerTeam<number>,
  context: FoldContext,
  overflow: Overflow = "carry",
): Play {
  let now = play;
  for (const side of ["red", "blue"] as const)
    for (let surplus = -delta[side]; surplus > 0; surplus -= 1) now = take(now, entry, side);
  const left = { red: Math.max(0, delta.red), blue: Math.max(0, delta.blue) };
  while (left.red + left.blue > 0) {
    if (now.state.running === null) {
      if (overflow === "leave_out" || now.parts.length >= 2 || !isPlausible(left, context)) break;
      now = open(now, entry, context.walkUpFormat, context);
    }
    const side = nextScorer(now, left, overflow);
    const applied = side === null ? null : apply(now, entry, { type: "goal", side });
    if (side === null || !applied?.ok) break;
    now = applied.play;
    left[side] -= 1;
  }
  return now;
}

/** Undoes the last goal of a side, also of the match just closed while none runs. */
export function cancelGoal(play: Play, entry: Entry, side: Side): Applied {
  const undo = { type: "undo", side } as const;
  return play.state.running === null ? applyToLast(play, entry, undo) : apply(play, entry, undo);
}

function take(play: Play, entry: Entry, side: Side): Play {
  const applied = cancelGoal(play, entry, side);
  return applied.ok ? applied.play : play;
}

/**
 * Who scores next when several goals come at once: nobody while that would end the set before its last goal, and
 * the side that ends up behind before the other. Null when only an end that nobody has won is left.
 */
function nextScorer(play: Play, left: PerTeam<number>, overflow: Overflow): Side | null {
  const { running } = play.state;
  if (running === null) return null;
  const now = scoreBySide(running.state);
  const end = { red: now.red + left.red, blue: now.blue + left.blue };
  const behind: Side = end.red <= end.blue ? "red" : "blue";
  const sides = [behind, opposite(behind)].filter((side) => left[side] > 0);
  const open = sides.find((side) => !endsSet(running.state, side));
  if (open !== undefined || sides.length < 2) return open ?? sides[0] ?? null;
  if (end.red === end.blue) return overflow === "carry" ? behind : null;
  return opposite(behind);
}

function endsSet(state: MatchState, side: Side): boolean {
  const applied = applyEvent(state, { type: "goal", side });
  if (!applied.ok) return true;
  return (
    applied.value.sets.length > state.sets.length || outcomeOf(applied.value).status !== "live"
  );
}

/** Whether counters could be those of a match that began by itself, and not of a board's whole life. */
export function isPlausible(report: PerTeam<number>, context: FoldContext): boolean {
  return isReachable(setRules(context.walkUpFormat, 1), report.red, report.blue);
}
