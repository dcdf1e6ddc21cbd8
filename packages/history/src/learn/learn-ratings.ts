import type { RatingHabits } from "../values/ratings.ts";

/** Learns the scale of ratings from each different text. */
export interface RatingLearning {
  see(text: string, count: number): void;
  habits(): RatingHabits;
}

export function ratingLearning(): RatingLearning {
  const counts = { withinFive: 0, beyondFive: 0 };
  return {
    see(text, count) {
      if (!/^\d+(?:[.,]\d+)?$/.test(text)) return;
      counts[Number(text.replace(",", ".")) > 5 ? "beyondFive" : "withinFive"] += count;
    },
    habits: () => ({ ...counts }),
  };
}
