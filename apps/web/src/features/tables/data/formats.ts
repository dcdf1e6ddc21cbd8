import { FORMATS } from "@babyfoot/domain";

/** The formats offered for a match begun by hand, by the name of their text. */
export const OFFERED_FORMATS = {
  house: FORMATS.house,
  bestOfThree: FORMATS.bestOfThree,
  international: FORMATS.international,
} as const;

export type OfferedFormat = keyof typeof OFFERED_FORMATS;

export const OFFERED: readonly OfferedFormat[] = ["house", "bestOfThree", "international"];
