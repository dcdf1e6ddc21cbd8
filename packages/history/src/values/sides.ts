import { changed, guessed, kept, refused, type Verdict } from "../certainty.ts";
import type { Side, Winner } from "../clean/row.ts";
import { isOneSlipAway } from "./spelling.ts";
import { folded } from "./tidy.ts";

const RED = new Set(["red", "reds", "rouge", "rouges", "r", "rot", "rojo", "🔴", "🟥", "❤"]);
const BLUE = new Set([
  "blue",
  "blues",
  "bleu",
  "bleue",
  "bleus",
  "b",
  "blau",
  "azul",
  "🔵",
  "🟦",
  "💙",
]);
const DRAW = new Set([
  "draw",
  "drawn",
  "draws",
  "tie",
  "tied",
  "nul",
  "nuls",
  "egalite",
  "even",
  "ex aequo",
  "d",
]);
/** Words that may stand beside a side without changing it. */
const BESIDE = new Set(
  "team side player players equipe cote camp les the le la de victoire gagne gagnant gagnants vainqueur win wins won winner winners match score".split(
    " ",
  ),
);

const wordsOf = (text: string): string[] => {
  const plain = folded(text);
  return DRAW.has(plain) ? [plain] : plain.split(" ").filter((word) => !BESIDE.has(word));
};

/** How a file names sides. */
export interface SideHabits {
  /** Sides are also called by letters that are no colours of ours, `A` beside `B`: no letter is read then. */
  readonly otherLetters: boolean;
  /** How most rows write sides. */
  readonly usual: readonly string[];
}

const COLOUR_LETTERS = new Set(["r", "b", "d"]);
const isLetter = (word: string): boolean => /^\p{L}$/u.test(word);

/** Whether a text names a side by a letter that is neither red nor blue. */
export function isOtherLetter(text: string): boolean {
  const [word = "", ...others] = wordsOf(text);
  return others.length === 0 && isLetter(word) && !COLOUR_LETTERS.has(word);
}

/** The side that a text names: words, letters and signs, English and French. */
export function parseSide(text: string, { otherLetters }: SideHabits): Verdict<Side> {
  if (text === "red" || text === "blue") return kept(text);
  const [word = "", ...others] = wordsOf(text);
  if (others.length > 0) return refused("side.unreadable");
  if (otherLetters && isLetter(word)) return refused("side.other_letters");
  if (RED.has(word)) return changed("red", "side.name");
  if (BLUE.has(word)) return changed("blue", "side.name");
  const near = sidesNear(word);
  const [only] = near;
  return only !== undefined && near.length === 1
    ? guessed(only, "side.typo")
    : refused("side.unreadable");
}

/** Shorter words are too near to others. */
const LONG_ENOUGH = 4;

/** Sides for which a long word is known that is one slip away. */
function sidesNear(word: string): Side[] {
  const isNear = (known: string): boolean =>
    known.length >= LONG_ENOUGH && isOneSlipAway(known, word);
  const near: Side[] = [];
  if ([...RED].some(isNear)) near.push("red");
  if ([...BLUE].some(isNear)) near.push("blue");
  return near;
}

/** The winner that a text names: a side, or a draw. */
export function parseWinner(text: string, habits: SideHabits): Verdict<Winner> {
  if (text === "draw") return kept(text);
  const side = parseSide(text, habits);
  if (side.value !== null) return side;
  const [word = "", ...others] = wordsOf(text);
  if (others.length > 0 || !DRAW.has(word)) return refused("winner.unreadable");
  return changed("draw", "winner.draw");
}
