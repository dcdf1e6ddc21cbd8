import type { BoardMake } from "./boards/board.ts";
import { createBoard } from "./boards/create-board.ts";
import type { Side } from "./game/match-plan.ts";
import { seededRandom } from "./game/random.ts";
import { happeningsOf } from "./recording/notation.ts";
import { type RecordedRequest, record } from "./recording/record.ts";

export type { RecordedRequest } from "./recording/record.ts";

/** The score that somebody who stood at the table would state; no winner while the match goes on. */
export interface StatedScore {
  red: number;
  blue: number;
  winner: Side | null;
}

/**
 * What a board has sent of one whole match, at a table that was new, and then of what came next. Paths go below
 * the board's secret base URL. Whoever plays it faster may shorten longer waits to `SHORTEST_WAIT_MS`.
 */
export interface RecordedStream {
  board: BoardMake;
  /** What is peculiar about it. */
  quirks: string;
  match: { requests: RecordedRequest[]; expected: StatedScore };
  /** The next match, which the board tells from the first in its own way. */
  sequel: { requests: RecordedRequest[]; expected: StatedScore };
}

/** Longer than what the server takes for one goal of a side (400 ms). */
export const SHORTEST_WAIT_MS = 550;

interface Story {
  board: BoardMake;
  quirks: string;
  match: string;
  score: StatedScore;
  sequel: string;
  sequelScore: StatedScore;
}

const STORIES: readonly Story[] = [
  {
    board: "samsul",
    quirks: "skips a second goal within a second, loses two while Wi-Fi is down, repeats its final",
    match: `K0 R14 B31 R42 R42.8 B70 R95 B118 R133- B151- R186 B204 R221 B240 R262 B279 R301 R318.4+`,
    score: { red: 10, blue: 7, winner: "red" },
    sequel: "K420 B433 R461",
    sequelScore: { red: 1, blue: 1, winner: null },
  },
  {
    board: "takata",
    quirks: "loses one, has one overtaken, repeats one, and its counters go on in the next match",
    match: `K0 B11 B29 R44 B58~ R83 B101 R120- B137 R155 B178+ R199 B214 R230 R251 B262 R275 B290 B322`,
    score: { red: 8, blue: 10, winner: "blue" },
    sequel: "K500 B517 R533",
    sequelScore: { red: 1, blue: 1, winner: null },
  },
  {
    board: "takata_inc",
    quirks: "sends two goals again for want of an answer",
    match: `K0 R9 R25+ B41 R60 B77 R92 R108 B130+ R145 R166 B181 R203 B226 R248 R270`,
    score: { red: 10, blue: 5, winner: "red" },
    sequel: "K400 B412",
    sequelScore: { red: 0, blue: 1, winner: null },
  },
  {
    board: "domotrap",
    quirks: "a form over a connection that it closes, two goals sent again",
    match: `K0 B16 R33+ B47 B65 R84 B99 R117 B138+ R152 B171 R190 B208 R230 B243 R261 B284 R299 R310 B337`,
    score: { red: 9, blue: 10, winner: "blue" },
    sequel: "K450 R470",
    sequelScore: { red: 1, blue: 0, winner: null },
  },
  {
    board: "lagitech",
    quirks: "tells each ball's speed, sends the winning goal again",
    match: `K0 R21 R37 B55 R73 R90 R111 B126 R144 R162 R180 B202 R221 R239+`,
    score: { red: 10, blue: 3, winner: "red" },
    sequel: "K360 B371 B390 R402",
    sequelScore: { red: 1, blue: 2, winner: null },
  },
  {
    board: "teslow",
    quirks: "one message for the whole match, sent again",
    match: `K0 R17 B32 R50 R71 B88 R105 B124 R143 R162 B183 R201 B220 R247 R268 B291 R331+`,
    score: { red: 10, blue: 6, winner: "red" },
    sequel: "K600 B612 B640 B655 R671 B690 B707 B725 B744 R760 B781 B799 B820",
    sequelScore: { red: 2, blue: 10, winner: "blue" },
  },
  {
    board: "babyconnect",
    quirks: "shows a score thrice, misses one, has one overtaken by the last",
    match: `K0 B13 R28* B46 R61- B80 R97 B115 R133~ B152 R170 B189 R207 B226* R244 B262 R281 B300 R319~ B338`,
    score: { red: 9, blue: 10, winner: "blue" },
    sequel: "K430 R447",
    sequelScore: { red: 1, blue: 0, winner: null },
  },
];

/** One stream of each board that exists, and of the older Takata; always the same. */
export const recordedStreams: readonly RecordedStream[] = STORIES.map(recordedStreamOf);

function recordedStreamOf({ board, quirks, ...story }: Story): RecordedStream {
  const played = createBoard(board, seededRandom(board));
  const match = happeningsOf(story.match);
  const sequel = happeningsOf(story.sequel);
  const overMs = match.at(-1)?.atMs ?? 0;
  const requests = record(played, match);
  const next = record(played, sequel);
  return {
    board,
    quirks,
    match: { requests, expected: story.score },
    sequel: {
      requests: next.map((request, index) =>
        index === 0 ? { ...request, afterMs: request.afterMs - overMs } : request,
      ),
      expected: story.sequelScore,
    },
  };
}
