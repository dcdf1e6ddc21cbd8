import { changed, guessed, kept, refused, type Verdict } from "../certainty.ts";
import { numberWord } from "./numbers.ts";
import { folded } from "./tidy.ts";

/** Faces and words that name no number stand for one by this table. */
const FEELINGS: readonly (readonly [number, string])[] = [
  [1, "😡 🤬 😠 💩 👎 😭 angry furious terrible awful horrible nul mauvais colere enerve"],
  [2, "😞 😢 🙁 ☹ 😕 😟 sad bad poor triste decu mediocre"],
  [3, "😐 😑 😶 neutral ok okay meh average fine neutre moyen bof correct"],
  [4, "🙂 👍 😊 😀 😃 happy good nice content contente heureux bon bien"],
  [
    5,
    "😂 🤣 😍 🤩 😁 😄 😆 🥳 🔥 💯 ❤ great excellent amazing awesome perfect super genial parfait",
  ],
];
const FEELING = new Map(
  FEELINGS.flatMap(([value, signs]) =>
    signs.split(" ").map((sign): [string, number] => [sign, value]),
  ),
);

const STARS = /^[⭐★🌟*]{1,5}[☆✩]*$/u;
const OUT_OF = /^(\d{1,2})\s*(?:\/|sur|out of)\s*(5|10)$/i;

/** Bare numbers in a column of ratings: from 0 to 5, and beyond. */
export interface RatingHabits {
  readonly withinFive: number;
  readonly beyondFive: number;
}

/** Fewer numbers beyond five than one in twenty are slips. */
const SLIPS = 0.05;

const hasOtherScale = ({ withinFive, beyondFive }: RatingHabits): boolean =>
  beyondFive > SLIPS * (withinFive + beyondFive);

/** A rating from 1 to 5: digits, words, stars, `4/5`; feelings are guessed. */
export function parseRating(text: string, habits: RatingHabits): Verdict<number> {
  if (/^\d+(?:[.,]\d+)?$/.test(text) && hasOtherScale(habits)) return refused("rating.other_scale");
  if (/^[1-5]$/.test(text)) return kept(Number(text));
  if (STARS.test(text)) return withinFive([...text].filter((star) => !/[☆✩]/.test(star)).length);
  const [, number, scale] = OUT_OF.exec(text) ?? [];
  if (number !== undefined) return outOf(Number(number), Number(scale));
  const exact = /^0*([1-5])(?:[.,]0+)?\s*(?:stars?|[ée]toiles?)?$/i.exec(text)?.[1];
  if (exact !== undefined) return changed(Number(exact), "rating.number");
  const word = numberWord(text.replace(/\s*(?:stars?|étoiles?|etoiles?)$/i, ""));
  if (word !== null) return withinFive(word);
  const feeling = FEELING.get(folded(text)) ?? FEELING.get(text);
  return feeling === undefined ? refused("rating.unreadable") : guessed(feeling, "rating.feeling");
}

const withinFive = (value: number): Verdict<number> =>
  value >= 1 && value <= 5 ? changed(value, "rating.number") : refused("rating.beyond");

function outOf(value: number, scale: number): Verdict<number> {
  if (scale === 5) return withinFive(value);
  const half = value / 2;
  return Number.isInteger(half) ? withinFive(half) : refused("rating.beyond");
}
