import { opposite, type Side } from "./events.ts";
import { isFinal } from "./set-rules.ts";
import { currentRules, isOver, isSetOver, setsToWin, setsWon } from "./sets.ts";
import { currentSet, type MatchState, type PerTeam } from "./state.ts";

export interface MatchScore {
  /** Goals of the current set, of the last one once the match is over. By team, as all that follows. */
  readonly red: number;
  readonly blue: number;
  readonly setsRed: number;
  readonly setsBlue: number;
  /** Every set begun, the current one last. */
  readonly sets: readonly PerTeam<number>[];
  /** From 1. */
  readonly setNumber: number;
}

export type FinishReason = "score" | "draw" | "by_hand" | "forfeit" | "set_forfeit";

/** How a match stands; the winner is a team, null when drawn. */
export type MatchOutcome =
  | { readonly status: "live"; readonly winner: null; readonly reason: null }
  | { readonly status: "finished"; readonly winner: Side | null; readonly reason: FinishReason }
  | { readonly status: "abandoned"; readonly winner: null; readonly reason: string };

/** The score by team: `red` is the team that began on the red side, wherever it sits now. */
export function scoreOf(state: MatchState): MatchScore {
  const set = currentSet(state);
  const won = setsWon(state.format, state.sets);
  return {
    red: set.red,
    blue: set.blue,
    setsRed: won.red,
    setsBlue: won.blue,
    sets: state.sets.map(({ red, blue }) => ({ red, blue })),
    setNumber: state.sets.length,
  };
}

/** Whether the match is live, finished or abandoned, who won, and why it ended. */
export function outcomeOf(state: MatchState): MatchOutcome {
  const { ending } = state;
  if (ending === null) {
    return isOver(state)
      ? { status: "finished", winner: leader(state), reason: scoredReason(state) }
      : { status: "live", winner: null, reason: null };
  }
  switch (ending.by) {
    case "finish":
      return { status: "finished", winner: leader(state), reason: "by_hand" };
    case "forfeit":
      return { status: "finished", winner: opposite(ending.team), reason: "forfeit" };
    case "abandon":
      return { status: "abandoned", winner: null, reason: ending.reason };
    default:
      return ending satisfies never;
  }
}

function scoredReason(state: MatchState): FinishReason {
  if (currentSet(state).forfeitedBy !== null) return "set_forfeit";
  return leader(state) === null ? "draw" : "score";
}

/** Who is ahead: in sets, and where these are level in the goals of a set left unfinished. */
function leader(state: MatchState): Side | null {
  const won = setsWon(state.format, state.sets);
  if (won.red !== won.blue) return won.red > won.blue ? "red" : "blue";
  const set = currentSet(state);
  if (isSetOver(currentRules(state), set) || set.red === set.blue) return null;
  return set.red > set.blue ? "red" : "blue";
}

/** Match point: whether the next goal of a team would win it the match. */
export function nextGoalWins(state: MatchState): { red: boolean; blue: boolean } {
  if (isOver(state)) return { red: false, blue: false };
  const { red, blue } = currentSet(state);
  const rules = currentRules(state);
  const won = setsWon(state.format, state.sets);
  const lastSet = setsToWin(state.format) - 1;
  return {
    red: won.red === lastSet && red + 1 > blue && isFinal(rules, red + 1, blue),
    blue: won.blue === lastSet && blue + 1 > red && isFinal(rules, red, blue + 1),
  };
}

/** Goals each team still needs to win the current set if the other scores no more; 0 when over. */
export function goalsToGo(state: MatchState): { red: number; blue: number } {
  if (isOver(state)) return { red: 0, blue: 0 };
  const { red, blue } = currentSet(state);
  const { target, winBy, cap } = currentRules(state);
  const needed = (own: number, other: number) =>
    Math.min(cap, Math.max(target, other + winBy)) - own;
  return { red: needed(red, blue), blue: needed(blue, red) };
}
