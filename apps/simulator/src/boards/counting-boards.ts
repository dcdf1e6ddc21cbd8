import { GOALS_TO_WIN } from "../game/match-plan.ts";
import type { Board, BoardRequest } from "./board.ts";
import {
  babyConnectScore,
  type Score,
  samsulFinal,
  samsulRealtime,
  takataUpdate,
  teslowMessage,
} from "./requests.ts";

const nil = (): Score => ({ red: 0, blue: 0 });
const isWon = ({ red, blue }: Score): boolean => Math.max(red, blue) >= GOALS_TO_WIN;

const SAMSUL_PERIOD_MS = 1_000;

/**
 * The Samsul board: at most one report a second, and the one it skipped is never made up for; silent at kick-off;
 * at ten a final, then back to 0–0.
 */
export function createSamsul(): Board {
  let score = nil();
  let begunMs = 0;
  let sentMs = Number.NEGATIVE_INFINITY;
  return (moment, atMs) => {
    if (moment.type !== "goal") {
      score = nil();
      begunMs = atMs;
      return [];
    }
    score[moment.side] += 1;
    const requests: BoardRequest[] = [];
    if (atMs - sentMs >= SAMSUL_PERIOD_MS) {
      sentMs = atMs;
      requests.push(samsulRealtime(score, atMs - begunMs));
    }
    if (isWon(score)) {
      requests.push(samsulFinal(score, atMs - begunMs));
      score = nil();
      begunMs = atMs;
    }
    return requests;
  };
}

/** The Takata board: two counters that only a restart puts back to nothing. */
export function createTakata(): Board {
  let score = nil();
  return (moment) => {
    if (moment.type === "restart") score = nil();
    if (moment.type !== "goal") return [];
    score[moment.side] += 1;
    return [takataUpdate(score)];
  };
}

/** The Teslow board: one message when a side has ten, nothing before. */
export function createTeslow(): Board {
  let score = nil();
  let begunMs = 0;
  return (moment, atMs) => {
    if (moment.type !== "goal") {
      score = nil();
      begunMs = atMs;
      return [];
    }
    score[moment.side] += 1;
    if (!isWon(score)) return [];
    const message = teslowMessage(score, atMs - begunMs);
    score = nil();
    begunMs = atMs;
    return [message];
  };
}

/** The BabyConnect camera: shows 0–0 at kick-off, then every score; the spelling changes from match to match here. */
export function createBabyConnect(): Board {
  let score = nil();
  let match = 0;
  return (moment) => {
    if (moment.type === "goal") score[moment.side] += 1;
    else {
      score = nil();
      match += 1;
    }
    return [babyConnectScore(score, { match, spelling: match % 2 === 0 ? "camel" : "snake" })];
  };
}
