import { scorePair } from "../values/scores.ts";
import { parseWinner, type SideHabits } from "../values/sides.ts";
import { tidied } from "../values/tidy.ts";
import type { Reading } from "./reading.ts";

/** What letters stand for is not learnt yet; a pair is told of by its winner in any way. */
const ANY_LETTERS: SideHabits = { otherLetters: false, usual: [] };

/** Counts which side is named first in cells that hold both scores, by the winner that the row tells. */
export interface ScorePairLearning {
  see(rawScore: string, rawWinner: string): void;
  counts(): Reading["scorePairs"];
}

export function scorePairLearning(): ScorePairLearning {
  const counts = { redFirst: 0, blueFirst: 0 };
  return {
    see(rawScore, rawWinner) {
      // A pair has at least three signs: most cells are shorter.
      const pair = rawScore.length < 3 ? null : scorePair(tidied(rawScore).text);
      if (pair === null || pair.first === pair.second) return;
      const winner = parseWinner(tidied(rawWinner).text, ANY_LETTERS).value;
      if (winner !== "red" && winner !== "blue") return;
      const isRedFirst = pair.first > pair.second === (winner === "red");
      counts[isRedFirst ? "redFirst" : "blueFirst"] += 1;
    },
    counts: () => ({ ...counts }),
  };
}
