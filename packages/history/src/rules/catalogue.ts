import type { Sentence } from "./sentence.ts";

/** What each rule does to a cell. */
export const RULES = {
  kept: { en: "Kept as it is.", fr: "Gardé tel quel." },
  empty: { en: "Nothing was said.", fr: "Rien n’était dit." },
} as const satisfies Record<string, Sentence>;
