import { dayAfter } from "../time/zoned-time.ts";

/** So many weeks are looked back on. */
const WEEKS = 8;
/** So many days are forecast again from what was known before each, to see how wrong that was. */
const BACKTEST_DAYS = 56;
const NINE_OF_TEN = 0.9;
/** Fewer days than this have no pattern to speak of. */
const LEAST_DAYS = 28;

export interface DayCount {
  /** `2026-11-23` */
  readonly date: string;
  readonly games: number;
}

export interface ForecastDay {
  readonly date: string;
  readonly expected: number;
  readonly low: number;
  readonly high: number;
}

export interface Forecast {
  readonly days: readonly ForecastDay[];
  /** Mean errors, in games a day; the naive forecast is the same weekday a week before. */
  readonly past: {
    readonly days: number;
    readonly meanError: number;
    readonly naiveError: number;
  } | null;
}

const NOTHING: Forecast = { days: [], past: null };

/**
 * What one day is expected to have: the mean of the same weekday of the weeks before, each week weighing half as much
 * again as the one before it. `known(date)` answers the games of a day, undefined before the first.
 */
function expectedOn(
  date: string,
  until: string,
  known: (date: string) => number | undefined,
): number | undefined {
  let sum = 0;
  let weights = 0;
  for (let week = 1; week <= WEEKS + 1; week += 1) {
    const before = dayAfter(date, -7 * week);
    if (before >= until) continue;
    const games = known(before);
    if (games === undefined) break;
    const weight = 1.5 ** -week;
    sum += weight * games;
    weights += weight;
  }
  return weights === 0 ? undefined : sum / weights;
}

/**
 * The games of the seven days from `today` on, from those of the whole days before it (a day that is missing had
 * none). Each day's interval is that in which nine of ten past errors of the same procedure lie. Nothing is said after
 * fewer than 28 days, or where the last 28 had no game.
 */
export function forecastDemand(today: string, past: readonly DayCount[]): Forecast {
  const games = new Map(
    past.filter(({ date }) => date < today).map((day) => [day.date, day.games]),
  );
  const first = [...games.keys()].reduce((least, date) => (date < least ? date : least), today);
  if (first > dayAfter(today, -LEAST_DAYS)) return NOTHING;
  const known = (date: string) =>
    date < first || date >= today ? undefined : (games.get(date) ?? 0);
  const lately = [...games].some(
    ([date, count]) => count > 0 && date >= dayAfter(today, -LEAST_DAYS),
  );
  if (!lately) return NOTHING;
  const { errors, naive } = backtest(today, known);
  const margin = quantile(errors.map(Math.abs), NINE_OF_TEN);
  const days = Array.from({ length: 7 }, (_, ahead) => {
    const date = dayAfter(today, ahead);
    const expected = expectedOn(date, today, known) ?? 0;
    return { date, expected, low: Math.max(0, expected - margin), high: expected + margin };
  });
  const mean = (values: readonly number[]) =>
    values.reduce((sum, value) => sum + Math.abs(value), 0) / values.length;
  return {
    days,
    past:
      errors.length === 0
        ? null
        : { days: errors.length, meanError: mean(errors), naiveError: mean(naive) },
  };
}

/** Each day is forecast from what was known before it alone. */
function backtest(
  today: string,
  known: (date: string) => number | undefined,
): { errors: number[]; naive: number[] } {
  const errors: number[] = [];
  const naive: number[] = [];
  for (let back = 1; back <= BACKTEST_DAYS; back += 1) {
    const date = dayAfter(today, -back);
    const was = known(date);
    const weekBefore = known(dayAfter(date, -7));
    const expected = expectedOn(date, date, known);
    if (was === undefined || weekBefore === undefined || expected === undefined) break;
    errors.push(was - expected);
    naive.push(was - weekBefore);
  }
  return { errors, naive };
}

/** The least of the values that so large a share of them does not exceed. */
function quantile(values: readonly number[], share: number): number {
  const ordered = values.toSorted((one, other) => one - other);
  return ordered[Math.max(0, Math.ceil(share * ordered.length) - 1)] ?? 0;
}
