import { describe, expect, it } from "vitest";
import {
  GOALS_TO_WIN,
  type MatchPlan,
  planMatch,
  SHORTEST_GAP_MS,
  withHeldBalls,
} from "./match-plan.ts";
import { seededRandom } from "./random.ts";

const RULES = { shortestGapMs: SHORTEST_GAP_MS, mayBeAbandoned: true };

function plansOf(count: number, rules = RULES): MatchPlan[] {
  const random = seededRandom("plans");
  return Array.from({ length: count }, () => planMatch(random, rules));
}

const scoreOf = ({ goals }: MatchPlan) => ({
  red: goals.filter(({ side }) => side === "red").length,
  blue: goals.filter(({ side }) => side === "blue").length,
});

describe("a planned match", () => {
  it("is the same for the same seed, and another for another", () => {
    const plan = (seed: string) => planMatch(seededRandom(seed), RULES);
    expect(plan("42")).toEqual(plan("42"));
    expect(plan("42")).not.toEqual(plan("43"));
  });

  it("ends with the tenth goal of one side", () => {
    for (const plan of plansOf(500, { ...RULES, mayBeAbandoned: false })) {
      const { red, blue } = scoreOf(plan);
      const last = plan.goals.at(-1)?.side;
      expect(plan.ending).toBe("finished");
      expect(last === "red" ? red : blue).toBe(GOALS_TO_WIN);
      expect(last === "red" ? blue : red).toBeLessThan(GOALS_TO_WIN);
    }
  });

  it("has a goal about every 25 seconds, none within 4 seconds of the last", () => {
    const gaps = plansOf(500).flatMap(({ goals }) =>
      goals.map(({ atMs }, index) => atMs - (goals[index - 1]?.atMs ?? 0)),
    );
    const mean = gaps.reduce((total, gap) => total + gap, 0) / gaps.length;
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(SHORTEST_GAP_MS - 1);
    expect(mean).toBeGreaterThan(24_000);
    expect(mean).toBeLessThan(26_000);
    expect(Math.max(...gaps)).toBeGreaterThan(90_000);
  });

  it("is followed by one to five minutes without play", () => {
    const pauses = plansOf(500).map(({ pauseMs }) => pauseMs);
    expect(Math.min(...pauses)).toBeGreaterThanOrEqual(60_000);
    expect(Math.max(...pauses)).toBeLessThanOrEqual(300_000);
  });

  it("is won by either side, narrowly or by far", () => {
    const losers = plansOf(500, { ...RULES, mayBeAbandoned: false }).map((plan) => scoreOf(plan));
    expect(losers.filter(({ red }) => red === 10).length).toBeGreaterThan(150);
    expect(losers.filter(({ blue }) => blue === 10).length).toBeGreaterThan(150);
    expect(losers.some(({ red, blue }) => Math.abs(red - blue) === 1)).toBe(true);
    expect(losers.some(({ red, blue }) => Math.abs(red - blue) >= 7)).toBe(true);
  });

  it("is now and then given up in the middle, where that may be", () => {
    const givenUp = plansOf(500).filter(({ ending }) => ending === "abandoned");
    expect(givenUp.length).toBeGreaterThan(10);
    expect(givenUp.length).toBeLessThan(60);
    for (const plan of givenUp) {
      const { red, blue } = scoreOf(plan);
      expect(Math.max(red, blue)).toBeLessThan(GOALS_TO_WIN);
      expect(red + blue).toBeGreaterThanOrEqual(4);
    }
  });
});

describe("a ball held before the sensor", () => {
  const HELD = { held: 1, everyMs: 600 };
  const plan: MatchPlan = {
    goals: [
      { side: "red", atMs: 10_000 },
      { side: "blue", atMs: 30_000 },
    ],
    ending: "abandoned",
    pauseMs: 60_000,
  };

  it("counts once more after each so often, one to three times", () => {
    const held = withHeldBalls(plan, seededRandom("held"), HELD);
    const ofRed = held.goals.filter(({ side }) => side === "red").map(({ atMs }) => atMs);
    expect(ofRed.length).toBeGreaterThanOrEqual(2);
    expect(ofRed.length).toBeLessThanOrEqual(4);
    expect(ofRed).toEqual(ofRed.map((_, nth) => 10_000 + 600 * nth));
  });

  it("ends the match when the counter says ten", () => {
    const goals = Array.from({ length: 9 }, (_, nth) => ({
      side: "red" as const,
      atMs: nth * 5_000,
    }));
    const held = withHeldBalls({ ...plan, goals }, seededRandom("ten"), HELD);
    expect(held.goals).toHaveLength(GOALS_TO_WIN);
    expect(held.ending).toBe("finished");
  });

  it("happens never where it cannot", () => {
    expect(withHeldBalls(plan, seededRandom("never"), { ...HELD, held: 0 })).toEqual(plan);
  });
});
