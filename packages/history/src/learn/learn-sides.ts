import { isOtherLetter, type SideHabits } from "../values/sides.ts";

/** Learns how sides are named from each different text. */
export interface SideLearning {
  see(text: string, count: number): void;
  habits(): SideHabits;
}

/** Of all rows that name a side, so many write it in a usual way. */
const USUAL = 0.2;

const MOST_TEXTS = 1000;

export function sideLearning(): SideLearning {
  const counts = new Map<string, number>();
  let otherLetters = false;
  return {
    see(text, count) {
      if (counts.size < MOST_TEXTS) counts.set(text, (counts.get(text) ?? 0) + count);
      otherLetters ||= isOtherLetter(text);
    },
    habits() {
      const all = [...counts.values()].reduce((sum, count) => sum + count, 0);
      const usual = [...counts].filter(([, count]) => count >= USUAL * all).map(([text]) => text);
      return { otherLetters, usual };
    },
  };
}
