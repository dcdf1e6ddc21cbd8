// biome-ignore lint/correctness/noUnresolvedImports: its entry is a folder, which Node and esbuild resolve
import binomialCdf from "@stdlib/stats-base-dists-binomial-cdf";
// biome-ignore lint/correctness/noUnresolvedImports: its entry is a folder, which Node and esbuild resolve
import chisquareCdf from "@stdlib/stats-base-dists-chisquare-cdf";

/** Less likely than this by chance alone: it differs. */
const ALPHA = 0.05;

export interface TestResult {
  readonly name: "exact_binomial" | "chi_squared";
  readonly statistic: number | null;
  readonly degreesOfFreedom: number | null;
  /** How likely chance alone shows as much, from 0 to 1. */
  readonly pValue: number;
  readonly differs: boolean;
}

const unit = (value: number): number => Math.min(1, Math.max(0, value));

/**
 * Whether one of two is as likely as the other: the exact two-sided binomial test of one half (Clopper, C. J. and
 * Pearson, E. S. (1934), Biometrika 26, 404–413). Whole numbers. Null without trials.
 */
export function evenOddsTest(successes: number, trials: number): TestResult | null {
  if (trials <= 0) return null;
  const fewer = Math.min(successes, trials - successes);
  // At one half the distribution is symmetric: both tails weigh the same, and overlap in the middle.
  const pValue = 2 * fewer === trials ? 1 : unit(2 * binomialCdf(fewer, trials, 0.5));
  return {
    name: "exact_binomial",
    statistic: null,
    degreesOfFreedom: null,
    pValue,
    differs: pValue < ALPHA,
  };
}

/** A class of what is counted: how often it was seen, and what share of all it should be, in any unit. */
export interface Class {
  readonly seen: number;
  readonly weight: number;
}

/**
 * Whether counts differ from the shares expected: Pearson's chi-squared test of goodness of fit (Pearson, K. (1900),
 * Philosophical Magazine 50, 157–175). Null with fewer than two classes or nothing counted.
 */
export function goodnessOfFit(classes: readonly Class[]): TestResult | null {
  const possible = classes.filter(({ weight }) => weight > 0);
  const total = possible.reduce((sum, { seen }) => sum + seen, 0);
  if (possible.length < 2 || total === 0) return null;
  const weights = possible.reduce((sum, { weight }) => sum + weight, 0);
  let statistic = 0;
  for (const { seen, weight } of possible) {
    const expected = (total * weight) / weights;
    statistic += (seen - expected) ** 2 / expected;
  }
  const degreesOfFreedom = possible.length - 1;
  const pValue = unit(1 - chisquareCdf(statistic, degreesOfFreedom));
  return { name: "chi_squared", statistic, degreesOfFreedom, pValue, differs: pValue < ALPHA };
}
