import { folded } from "../values/tidy.ts";

/** The best spelling of a name, out of all that one person has, each with how many rows write it. */
export function bestSpelling(counts: ReadonlyMap<string, number>): string | null {
  const groups = new Map<string, { texts: string[]; count: number; words: number }>();
  for (const [text, count] of counts) {
    if (text === "") continue;
    const key = sameName(text);
    const group = groups.get(key) ?? { texts: [], count: 0, words: wordsOf(text) };
    group.texts.push(text);
    group.count += count;
    groups.set(key, group);
  }
  const [best] = [...groups.values()].sort(
    (one, other) => Math.min(2, other.words) - Math.min(2, one.words) || other.count - one.count,
  );
  if (best === undefined) return null;
  const [first] = best.texts.sort(
    (one, other) =>
      flaws(one) - flaws(other) ||
      (counts.get(other) ?? 0) - (counts.get(one) ?? 0) ||
      (one < other ? -1 : 1),
  );
  return first ?? null;
}

const DIGIT_LETTERS: Readonly<Record<string, string>> = {
  "0": "o",
  "1": "i",
  "3": "e",
  "4": "a",
  "5": "s",
  "7": "t",
  "@": "a",
  $: "s",
};

/** The same for spellings that differ in case, accents, the order of words, and digits or signs for letters. */
export function sameName(text: string): string {
  const letters = folded(text.replace(/[013457@$]/g, (sign) => DIGIT_LETTERS[sign] ?? sign));
  return letters.split(" ").sort().join(" ");
}

/** Words of two letters and more: initials are no name. */
const wordsOf = (text: string): number =>
  folded(text)
    .split(" ")
    .filter((word) => word.length > 1).length;

/** What no careful hand writes: lost letters, digits, all capitals, all small. */
function flaws(text: string): number {
  if (text.includes("\ufffd")) return 3;
  if (/[\d@$]/.test(text)) return 2;
  return text === text.toUpperCase() || text === text.toLowerCase() ? 1 : 0;
}
