import { between, chance, type Random, waitFor, wholeBetween } from "./random.ts";

export type Side = "red" | "blue";

/** A goal of a planned match, in milliseconds after its kick-off. */
export interface PlannedGoal {
  side: Side;
  atMs: number;
}

/** One match as it will be played, and how long the table then stands empty. */
export interface MatchPlan {
  goals: PlannedGoal[];
  ending: "finished" | "abandoned";
  pauseMs: number;
}

export interface MatchRules {
  /** No two goals are nearer than this: somebody has to put the ball back in. */
  shortestGapMs: number;
  /** Whether players may walk away before the end. */
  mayBeAbandoned: boolean;
}

export const GOALS_TO_WIN = 10;
export const SHORTEST_GAP_MS = 4_000;
const MEAN_GAP_MS = 25_000;
const ABANDONED = 0.06;
/** Nobody walks away from a match that has only just begun. */
const LEAST_GOALS_PLAYED = 4;
const PAUSE_MS = { from: 60_000, to: 300_000 };

/** Plans a match of two teams drawn at random, to 10 goals: one every 25 s or so, the better team scoring more. */
export function planMatch(random: Random, rules: MatchRules): MatchPlan {
  const redScores = 1 / (1 + Math.exp(teamSkill(random) - teamSkill(random)));
  const score = { red: 0, blue: 0 };
  const goals: PlannedGoal[] = [];
  let atMs = 0;
  while (Math.max(score.red, score.blue) < GOALS_TO_WIN) {
    atMs += gap(random, rules.shortestGapMs);
    const side = chance(random, redScores) ? "red" : "blue";
    score[side] += 1;
    goals.push({ side, atMs: Math.round(atMs) });
  }
  const pauseMs = Math.round(between(random, PAUSE_MS.from, PAUSE_MS.to));
  if (!rules.mayBeAbandoned || !chance(random, ABANDONED))
    return { goals, ending: "finished", pauseMs };
  const played = wholeBetween(random, LEAST_GOALS_PLAYED, goals.length - 1);
  return { goals: goals.slice(0, played), ending: "abandoned", pauseMs };
}

/** About normal around 0: one point more makes a team score nearly three goals in four. */
const teamSkill = (random: Random): number =>
  between(random, -0.5, 0.5) + between(random, -0.5, 0.5);

const gap = (random: Random, shortestMs: number): number =>
  shortestMs + waitFor(random, Math.max(MEAN_GAP_MS - shortestMs, 1));

/**
 * The same match at a table whose sensor counts a ball that is held before it once more every so often. What is
 * counted counts: the match ends when the counter says 10.
 */
export function withHeldBalls(
  plan: MatchPlan,
  random: Random,
  { held, everyMs }: { held: number; everyMs: number },
): MatchPlan {
  const score = { red: 0, blue: 0 };
  const goals: PlannedGoal[] = [];
  for (const goal of plan.goals) {
    const counted = chance(random, held) ? wholeBetween(random, 2, 4) : 1;
    for (let nth = 0; nth < counted; nth += 1) {
      score[goal.side] += 1;
      goals.push({ side: goal.side, atMs: goal.atMs + nth * everyMs });
      if (score[goal.side] === GOALS_TO_WIN) return { ...plan, goals, ending: "finished" };
    }
  }
  return { ...plan, goals };
}
