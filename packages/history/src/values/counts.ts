import { changed, kept, refused, type Verdict } from "../certainty.ts";
import { numberWord } from "./numbers.ts";

/** Numbers above are none that were counted at a table. */
export const MOST = {
  score: 50,
  goals: 50,
  assists: 99,
  saves: 500,
  attendance: 5_000,
  pingMs: 60_000,
} as const;

const CANONICAL = /^(?:0|[1-9]\d*)$/;
/** Three zeros would be thousands. */
const DECIMAL = /^[+]?0*(\d+)(?:[.,]0{1,2})?$/;
/** Other letters may be part of the number: `3k`. */
const WITH_UNIT =
  /^(\d+|\p{L}+)\s*(?:goals?|buts?|players?|joueurs?|joueuses?|people|persons?|personnes?|pers\.?|spectators?|spectateurs?|saves?|arrêts?|arrets?|assists?|passes?|points?|pts|ms)$/iu;

/** A whole number from 0 to `most`: digits, `5.0`, words, or with the unit behind it (`4 players`, `13ms`). */
export function parseCount(text: string, most: number): Verdict<number> {
  if (CANONICAL.test(text)) return within(kept(Number(text)), most);
  const decimal = DECIMAL.exec(text)?.[1];
  if (decimal !== undefined) return within(changed(Number(decimal), "count.decimal"), most);
  const word = numberWord(text);
  if (word !== null) return within(changed(word, "count.word"), most);
  const number = WITH_UNIT.exec(text)?.[1] ?? "";
  const value = /^\d/.test(number) ? Number(number) : numberWord(number);
  if (value !== null) return within(changed(value, "count.unit"), most);
  return refused(/^[-−–]\s*\d/.test(text) ? "count.negative" : "count.unreadable");
}

function within(verdict: Verdict<number>, most: number): Verdict<number> {
  return verdict.value !== null && verdict.value <= most ? verdict : refused("count.too_many");
}
