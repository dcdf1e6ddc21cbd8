/** When it is said aloud how much is left, in seconds. */
const MARKS = [10, 30, 60];

/** The last mark that has been passed, or null before the first. */
export const markAt = (secondsLeft: number): number | null =>
  MARKS.find((mark) => secondsLeft <= mark) ?? null;

/** Whole seconds, the last one shown until it is over. */
export const secondsUntil = (instant: string, now: number): number =>
  Math.max(0, Math.ceil((Date.parse(instant) - now) / 1000));
