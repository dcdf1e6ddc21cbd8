import { goalsLeft, type Standing } from "../odds/goals-left.ts";

/** What is known of a table's matches: goals, and the seconds they took in all. */
export interface Played {
  goals: number;
  seconds: number;
}

/** Before a table has a history it is taken to be like most: a goal every 35 s. */
const COMMON: Played = { goals: 20, seconds: 700 };
/** A match of its own speaks as much as so many goals of the table's history. */
const HISTORY_WEIGHS_GOALS = 8;

/** The seconds that a goal takes at a table: its history, and what is common where it has little. */
export const secondsAGoal = ({ goals, seconds }: Played): number =>
  (seconds + COMMON.seconds) / (goals + COMMON.goals);

/** Each of five goals of nobody's in particular: a side that leads is the stronger one only little by little. */
const EVEN_GOALS = 5;

/**
 * The seconds that a match still takes: the goals to go, at a pace between the table's and its own (the mean of a
 * gamma-Poisson model whose prior is the table's history), each goal falling to a side as it did so far.
 */
export function secondsLeft(match: Standing & { elapsedSeconds: number }, history: Played): number {
  const own = match.red + match.blue;
  const p = (match.red + EVEN_GOALS) / (own + 2 * EVEN_GOALS);
  const expected = secondsAGoal(history);
  const pace =
    (match.elapsedSeconds + expected * HISTORY_WEIGHS_GOALS) / (own + HISTORY_WEIGHS_GOALS);
  return goalsLeft(match, p) * pace;
}

/** The seconds that a whole match of a format takes at a table. */
export const secondsOfMatch = (format: Standing["format"], history: Played): number =>
  goalsLeft({ format, red: 0, blue: 0, setsRed: 0, setsBlue: 0 }, 0.5) * secondsAGoal(history);
