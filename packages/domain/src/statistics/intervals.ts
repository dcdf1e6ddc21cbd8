/** How sure the intervals are. */
export const LEVEL = 0.95;
/** The quantile of the normal distribution that leaves 2.5 % above it. */
const Z = 1.959963984540054;

export interface Interval {
  readonly low: number;
  readonly high: number;
  readonly level: number;
}

/**
 * The interval of a share, from 0 to 1, that has been seen as `successes` of `trials`, at 95 %. A draw counts as half
 * a success, so `successes` need not be whole. Wilson, E. B. (1927), "Probable inference, the law of succession, and
 * statistical inference", JASA 22, 209–212. Null without trials.
 */
export function wilsonInterval(successes: number, trials: number): Interval | null {
  if (trials <= 0) return null;
  const share = successes / trials;
  const z2 = Z * Z;
  const middle = (share + z2 / (2 * trials)) / (1 + z2 / trials);
  const spread =
    (Z / (1 + z2 / trials)) *
    Math.sqrt((share * (1 - share)) / trials + z2 / (4 * trials * trials));
  return {
    low: successes <= 0 ? 0 : Math.max(0, middle - spread),
    high: successes >= trials ? 1 : Math.min(1, middle + spread),
    level: LEVEL,
  };
}
