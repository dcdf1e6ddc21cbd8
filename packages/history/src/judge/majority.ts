import type { Value } from "../clean/row.ts";

/** What one row says of one column. */
export interface Vote {
  readonly row: number;
  readonly value: Value;
  readonly isGuess: boolean;
}

export interface Choice {
  readonly value: Value;
  /** Only guesses speak for it, or as many rows for another value. */
  readonly isGuess: boolean;
}

interface Candidate {
  readonly value: Value;
  votes: number;
  sure: number;
  firstRow: number;
}

/**
 * The value that most rows say; unknown is no vote. Of equally many the one with more sure votes, then the one whose
 * first row comes first in the file.
 */
export function majority(votes: readonly Vote[]): Choice {
  const candidates = new Map<Value, Candidate>();
  for (const { value, row, isGuess } of votes) {
    if (value === null) continue;
    const candidate = candidates.get(value) ?? { value, votes: 0, sure: 0, firstRow: row };
    candidate.votes += 1;
    if (!isGuess) candidate.sure += 1;
    candidate.firstRow = Math.min(candidate.firstRow, row);
    candidates.set(value, candidate);
  }
  const [best, second] = [...candidates.values()].sort(
    (one, other) =>
      other.votes - one.votes || other.sure - one.sure || one.firstRow - other.firstRow,
  );
  if (best === undefined) return { value: null, isGuess: false };
  return { value: best.value, isGuess: best.sure === 0 || second?.votes === best.votes };
}
