import { changed, guessed, refused, type Verdict } from "../certainty.ts";
import { MOST, parseCount } from "./counts.ts";

/** Both scores as one cell tells them: what is written first, and second. */
export interface ScorePair {
  readonly first: number;
  readonly second: number;
}

const PAIR = /^(\d{1,3}|\p{L}+)\s*(?:[-−–—:/]|\s(?:to|à|a|vs?\.?|x|×)\s)\s*(\d{1,3}|\p{L}+)$/iu;

/** `5 - 3`, `5:3`, `five - three`; null where a text is no pair of scores. */
export function scorePair(text: string): ScorePair | null {
  const [, one = "", other = ""] = PAIR.exec(text) ?? [];
  const first = parseCount(one, MOST.score).value;
  const second = parseCount(other, MOST.score).value;
  return first === null || second === null ? null : { first, second };
}

/** Which of the two scores in one cell is red's, and whether the file has shown it. */
export interface PairOrder {
  readonly redFirst: boolean;
  readonly isSure: boolean;
}

const ENOUGH = 10;

/**
 * Red first, unless winners that the file tells beside such cells say the contrary four times as often; sure when at
 * least ten say so and nine in ten agree.
 */
export function pairOrder({
  redFirst,
  blueFirst,
}: {
  redFirst: number;
  blueFirst: number;
}): PairOrder {
  const isRedFirst = blueFirst < 2 * ENOUGH || blueFirst < 4 * redFirst;
  const agree = isRedFirst ? redFirst : blueFirst;
  const isSure = isRedFirst && agree >= ENOUGH && agree >= 0.9 * (redFirst + blueFirst);
  return { redFirst: isRedFirst, isSure };
}

/** A score alone is a number; a pair is written `5-3`, red's first. */
export function parseScore(text: string, order: PairOrder): Verdict<number | string> {
  const pair = scorePair(text);
  if (pair === null) return parseCount(text, MOST.score);
  const { first, second } = pair;
  const both = order.redFirst ? `${first}-${second}` : `${second}-${first}`;
  return order.isSure ? changed(both, "score.pair") : guessed(both, "score.pair_order");
}

/** A cell that must hold both scores. */
export function parseScorePair(text: string, order: PairOrder): Verdict<string> {
  const { value, certainty, rule } = parseScore(text, order);
  return typeof value === "string" ? { value, certainty, rule } : refused("score.no_pair");
}
