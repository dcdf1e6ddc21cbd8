import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { dayAfter } from "../index.ts";
import {
  afterEachOther,
  type DayCount,
  evenOddsTest,
  forecastDemand,
  goodnessOfFit,
  NO_GAMES,
  NO_WIN,
  ONE_WIN,
  ranking,
  type Streaks,
  wilsonInterval,
} from "./index.ts";

describe("[I10] the interval of a share", () => {
  // Newcombe, R. G. (1998), Statistics in Medicine 17, 857–872, table I, method 3.
  it.each([
    [81, 263, 0.2553, 0.3662],
    [15, 148, 0.0624, 0.1605],
    [0, 20, 0, 0.1611],
    [1, 29, 0.0061, 0.1718],
  ])("of %i in %i goes from %f to %f", (successes, trials, low, high) => {
    const interval = wilsonInterval(successes, trials);
    expect(interval?.low).toBeCloseTo(low, 4);
    expect(interval?.high).toBeCloseTo(high, 4);
  });

  it("holds the share, within 0 and 1, and is narrower of more games", () => {
    const share = fc
      .integer({ min: 1, max: 1_000_000 })
      .chain((trials) => fc.tuple(fc.integer({ min: 0, max: 2 * trials }), fc.constant(trials)));
    fc.assert(
      fc.property(share, ([halves, trials]) => {
        const interval = wilsonInterval(halves / 2, trials);
        const more = wilsonInterval(5 * halves, 10 * trials);
        if (interval === null || more === null) throw new Error("no interval");
        expect(interval.low).toBeGreaterThanOrEqual(0);
        expect(interval.high).toBeLessThanOrEqual(1);
        expect(interval.low).toBeLessThanOrEqual(halves / 2 / trials);
        expect(interval.high).toBeGreaterThanOrEqual(halves / 2 / trials);
        expect(more.high - more.low).toBeLessThan(interval.high - interval.low);
      }),
    );
  });

  it("of nothing is none", () => {
    expect(wilsonInterval(0, 0)).toBeNull();
  });
});

/** Binomial coefficients by Pascal's triangle, exact. */
function tailOfHalf(fewer: number, trials: number): number {
  let row = [1n];
  for (let n = 1; n <= trials; n += 1)
    row = Array.from({ length: n + 1 }, (_, k) => (row[k - 1] ?? 0n) + (row[k] ?? 0n));
  const ways = row.slice(0, fewer + 1).reduce((sum, next) => sum + next, 0n);
  return Number((ways * 10n ** 18n) / 2n ** BigInt(trials)) / 1e18;
}

describe("[I11] the test of even odds", () => {
  // Sums of binomial coefficients; of a million, the normal distribution at (1000 - 0.5) / 500.
  it.each([
    [7, 10, 0.34375],
    [9, 10, 0.021484375],
    [0, 5, 0.0625],
    [5, 10, 1],
    [60, 100, 0.056888],
    [501_000, 1_000_000, 0.045608],
  ])("of %i in %i gives %f", (successes, trials, pValue) => {
    expect(evenOddsTest(successes, trials)?.pValue).toBeCloseTo(pValue, 6);
  });

  it("is exact, and the same for either side", () => {
    const counts = fc
      .integer({ min: 1, max: 60 })
      .chain((trials) => fc.tuple(fc.integer({ min: 0, max: trials }), fc.constant(trials)));
    fc.assert(
      fc.property(counts, ([successes, trials]) => {
        const test = evenOddsTest(successes, trials);
        const other = evenOddsTest(trials - successes, trials);
        const fewer = Math.min(successes, trials - successes);
        const exact = Math.min(1, 2 * tailOfHalf(fewer, trials));
        expect(test?.pValue).toBeCloseTo(exact, 10);
        expect(other).toEqual(test);
      }),
      { numRuns: 50 },
    );
  });

  it("of nothing is none", () => {
    expect(evenOddsTest(0, 0)).toBeNull();
  });
});

const classes = (seen: number[], weights: number[]) =>
  seen.map((count, index) => ({ seen: count, weight: weights[index] ?? 1 }));

describe("[I12] the test of goodness of fit", () => {
  it("of a die that shows the six too often", () => {
    const test = goodnessOfFit(classes([5, 8, 9, 8, 10, 20], []));
    expect(test).toMatchObject({ name: "chi_squared", degreesOfFreedom: 5, differs: true });
    expect(test?.statistic).toBeCloseTo(13.4, 10);
    expect(test?.pValue).toBeCloseTo(0.0199, 4);
  });

  it("of Mendel's peas, nine to three to three to one", () => {
    const test = goodnessOfFit(classes([315, 108, 101, 32], [9, 3, 3, 1]));
    expect(test?.statistic).toBeCloseTo(0.47, 2);
    expect(test?.pValue).toBeCloseTo(0.925, 3);
    expect(test?.differs).toBe(false);
  });

  it("of one class, or of nothing counted, is none", () => {
    expect(goodnessOfFit(classes([12], []))).toBeNull();
    expect(goodnessOfFit(classes([0, 0], []))).toBeNull();
    expect(goodnessOfFit(classes([3, 0], [1, 0]))).toBeNull();
  });
});

describe("[I13] a ranking", () => {
  it("gives equal ones one rank, and leaves out the next", () => {
    const ranks = ranking([{ n: 5 }, { n: 9 }, { n: 7 }, { n: 7 }], ({ n }) => n);
    expect(ranks.map(({ n, rank, tied }) => [n, rank, tied])).toEqual([
      [9, 1, false],
      [7, 2, true],
      [7, 2, true],
      [5, 4, false],
    ]);
  });

  it("ranks each by how many are better", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 5 })), (numbers) => {
        const ranked = ranking(
          numbers.map((n) => ({ n })),
          ({ n }) => n,
        );
        for (const { n, rank, tied } of ranked) {
          expect(rank).toBe(1 + numbers.filter((other) => other > n).length);
          expect(tied).toBe(numbers.filter((other) => other === n).length > 1);
        }
      }),
    );
  });
});

const played = (wins: readonly boolean[]): Streaks =>
  wins.map((won) => (won ? ONE_WIN : NO_WIN)).reduce(afterEachOther, NO_GAMES);

describe("[I9] wins in a row", () => {
  it("are the longest stretch without any other result", () => {
    fc.assert(
      fc.property(fc.array(fc.boolean()), (wins) => {
        const stretches = wins.map((won) => (won ? "w" : "-")).join("");
        const longest = Math.max(0, ...stretches.split("-").map((stretch) => stretch.length));
        expect(played(wins)).toEqual({
          length: wins.length,
          prefix: /^w*/.exec(stretches)?.[0].length,
          suffix: /w*$/.exec(stretches)?.[0].length,
          best: longest,
        });
      }),
    );
  });

  it("are the same whatever parts they are put together from", () => {
    const part = fc.array(fc.boolean()).map(played);
    fc.assert(
      fc.property(part, part, part, (a, b, c) => {
        const left = afterEachOther(afterEachOther(a, b), c);
        expect(left).toEqual(afterEachOther(a, afterEachOther(b, c)));
        expect(afterEachOther(NO_GAMES, a)).toEqual(a);
        expect(afterEachOther(a, NO_GAMES)).toEqual(a);
      }),
    );
  });
});

const TODAY = "2026-11-23";

/** The days before today, the newest first. */
const before = (games: readonly number[]): DayCount[] =>
  games.map((count, index) => ({ date: dayAfter(TODAY, -1 - index), games: count }));

describe("[I14] the forecast of demand", () => {
  it("repeats a week that is always the same, and has never been wrong", () => {
    const week = [1, 2, 3, 4, 5, 6, 7];
    const { days, past } = forecastDemand(
      TODAY,
      before(Array.from({ length: 20 }, () => week).flat()),
    );
    expect(days.map(({ expected }) => Math.round(expected * 1e9) / 1e9)).toEqual([
      7, 6, 5, 4, 3, 2, 1,
    ]);
    expect(days[0]).toMatchObject({ date: TODAY });
    expect(past?.days).toBe(56);
    expect(past?.meanError).toBeCloseTo(0, 9);
    expect(past?.naiveError).toBe(0);
  });

  it("is less wrong than repeating the week before, where weeks differ by chance", () => {
    let state = 7;
    const games = Array.from({ length: 140 }, () => {
      state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
      return 20 + (state >>> 28);
    });
    const { past } = forecastDemand(TODAY, before(games));
    expect(past?.meanError).toBeLessThan(past?.naiveError ?? 0);
  });

  it("says nothing after less than four weeks, or where nothing was played lately", () => {
    const nothing = { days: [], past: null };
    expect(forecastDemand(TODAY, [])).toEqual(nothing);
    expect(forecastDemand(TODAY, before(new Array<number>(27).fill(5)))).toEqual(nothing);
    const longAgo = before(new Array<number>(90).fill(5)).slice(30);
    expect(forecastDemand(TODAY, longAgo)).toEqual(nothing);
  });

  it("stays within what was seen, knows nothing of the days to come, and is never below nothing", () => {
    const counts = fc.array(fc.nat({ max: 50 }), { minLength: 40, maxLength: 150 });
    fc.assert(
      fc.property(counts, fc.nat({ max: 99 }), (games, today) => {
        fc.pre(games.slice(0, 28).some((count) => count > 0));
        const forecast = forecastDemand(TODAY, before(games));
        expect(forecast.days).toHaveLength(7);
        for (const { expected, low, high } of forecast.days) {
          expect(expected).toBeLessThanOrEqual(Math.max(...games) + 1e-9);
          expect(low).toBeGreaterThanOrEqual(0);
          expect(low).toBeLessThanOrEqual(expected);
          expect(high).toBeGreaterThanOrEqual(expected);
        }
        const later = [...before(games), { date: TODAY, games: today }];
        expect(forecastDemand(TODAY, later)).toEqual(forecast);
      }),
    );
  });
});
