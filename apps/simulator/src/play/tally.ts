import { GOALS_TO_WIN } from "../game/match-plan.ts";
import type { Moment, TimedMoment } from "../game/moments.ts";

/** The matches of a table as somebody who stands beside it sees them. */
export interface Tally {
  matches: { red: number; blue: number }[];
}

/** Counts a moment, and says it. */
export function count({ matches }: Tally, moment: Moment): string {
  if (moment.type === "kick_off") matches.push({ red: 0, blue: 0 });
  const score = matches.at(-1);
  if (score === undefined || moment.type !== "goal")
    return moment.type === "restart" ? "the board restarts" : "kick-off";
  score[moment.side] += 1;
  const won = score[moment.side] === GOALS_TO_WIN ? `, ${moment.side} wins` : "";
  return `goal for ${moment.side}, ${score.red}–${score.blue}${won}`;
}

/** The same moments, each counted and said when it comes. */
export function* counted(
  moments: Iterable<TimedMoment>,
  { tally, say }: { tally: Tally; say: (line: string) => void },
): Generator<TimedMoment> {
  for (const timed of moments) {
    yield timed;
    say(count(tally, timed.moment));
  }
}
