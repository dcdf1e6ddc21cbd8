import type { Side } from "../game/match-plan.ts";
import { between, type Random } from "../game/random.ts";
import type { Board, BoardMake, BoardRequest } from "./board.ts";
import { createBabyConnect, createSamsul, createTakata, createTeslow } from "./counting-boards.ts";
import { domotrapGoal, lagitechGoal, takataGoal } from "./requests.ts";

const BALL_CM_PER_S = { slow: 90, fast: 900 };

/** A board that sends each goal by itself and remembers nothing. */
const singleGoals =
  (request: (side: Side) => BoardRequest): Board =>
  (moment) =>
    moment.type === "goal" ? [request(moment.side)] : [];

/** A new board of a make; only the ball's speed at a Lagitech sensor is left to chance. */
export function createBoard(make: BoardMake, random: Random): Board {
  switch (make) {
    case "samsul":
      return createSamsul();
    case "takata":
      return createTakata();
    case "takata_inc":
      return singleGoals(takataGoal);
    case "domotrap":
      return singleGoals(domotrapGoal);
    case "lagitech":
      return singleGoals((side) =>
        lagitechGoal(side, between(random, BALL_CM_PER_S.slow, BALL_CM_PER_S.fast)),
      );
    case "teslow":
      return createTeslow();
    case "babyconnect":
      return createBabyConnect();
    default:
      return make satisfies never;
  }
}

const SINGLE_GOALS: ReadonlySet<BoardMake> = new Set(["takata_inc", "domotrap", "lagitech"]);

/** Boards that send a goal once more when no answer came; a board with counters waits for its next report. */
export const triesAgain = (make: BoardMake): boolean => SINGLE_GOALS.has(make);

/** Boards that begin a match at 0–0; at the others' tables a match that was given up would run into the next. */
export const beginsAfresh = (make: BoardMake): boolean =>
  !SINGLE_GOALS.has(make) && make !== "takata";
