import {
  type MatchRules,
  planMatch,
  SHORTEST_GAP_MS,
  type Side,
  withHeldBalls,
} from "./match-plan.ts";
import { between, chance, type Random } from "./random.ts";

/** What happens at a table, as its sensors notice it. The end of a match is for the board to know. */
export type Moment =
  | { type: "kick_off" }
  | { type: "goal"; side: Side }
  /** The board loses power and comes back. */
  | { type: "restart" };

/** A moment at its time, in milliseconds since the table was first watched. */
export interface TimedMoment {
  atMs: number;
  moment: Moment;
}

export interface TableLife extends Pick<MatchRules, "mayBeAbandoned"> {
  /** Players are so many times faster than people. Boards, networks and servers are not. */
  speed: number;
  /** So many matches; for ever by default. */
  matches?: number | undefined;
  /** How likely the board restarts after a goal, and how likely a ball is held before its sensor. */
  restart: number;
  held: number;
}

const FIRST_KICK_OFF_MS = 15_000;
const RESTART_MS = 100;
const HELD_BALL_MS = 600;
/** The server takes nearer goals of one side for one. */
const LEAST_GAP_MS = 450;

/** Everything that happens at a table from now on: matches, with pauses between them. */
export function* momentsAt(random: Random, life: TableLife): Generator<TimedMoment> {
  const { speed, mayBeAbandoned, held, restart } = life;
  const shortestGapMs = Math.max(SHORTEST_GAP_MS, LEAST_GAP_MS * speed);
  let kickOffMs = between(random, 0, FIRST_KICK_OFF_MS) / speed;
  for (let match = 0; match < (life.matches ?? Number.POSITIVE_INFINITY); match += 1) {
    const planned = planMatch(random, { shortestGapMs, mayBeAbandoned });
    const plan = withHeldBalls(planned, random, { held, everyMs: HELD_BALL_MS * speed });
    yield { atMs: kickOffMs, moment: { type: "kick_off" } };
    let atMs = kickOffMs;
    for (const goal of plan.goals) {
      atMs = kickOffMs + goal.atMs / speed;
      yield { atMs, moment: { type: "goal", side: goal.side } };
      if (chance(random, restart)) yield { atMs: atMs + RESTART_MS, moment: { type: "restart" } };
    }
    kickOffMs = atMs + plan.pauseMs / speed;
  }
}
