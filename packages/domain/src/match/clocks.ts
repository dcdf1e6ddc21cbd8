export type Rod = "goal" | "two" | "three" | "five";

/** How long things may take under the international rules, in seconds. */
export const CLOCKS = {
  /** The goal area is the goal rod and the two-rod, played by one player. */
  possessionSeconds: { goal: 15, two: 15, three: 15, five: 10 },
  betweenPointsSeconds: 5,
  betweenSetsSeconds: 90,
  timeOutSeconds: 30,
} as const;

export type Pause = "between_points" | "between_sets" | "time_out";

/** Whether a rod held the ball longer than it may. */
export function isPossessionTooLong(rod: Rod, heldMs: number): boolean {
  return heldMs > CLOCKS.possessionSeconds[rod] * 1000;
}

/** Whether a pause lasted longer than it may: what a delay is. */
export function isPauseTooLong(pause: Pause, lastedMs: number): boolean {
  return lastedMs > pauseSeconds(pause) * 1000;
}

function pauseSeconds(pause: Pause): number {
  switch (pause) {
    case "between_points":
      return CLOCKS.betweenPointsSeconds;
    case "between_sets":
      return CLOCKS.betweenSetsSeconds;
    case "time_out":
      return CLOCKS.timeOutSeconds;
    default:
      return pause satisfies never;
  }
}
