/** The line is watched in steps of so long. */
export const PATIENCE_STEP_SECONDS = 300;

/** How many waited through the beginning of a step, and how many gave up within it. */
export interface PatienceStep {
  /** Who was called or still waits within the step counts half. */
  waited: number;
  gaveUp: number;
}

/** Before there is a history: an hour on average, as if told by five people. */
const PRIOR_WAITED = 5;
const PRIOR_SHARE = 1 - Math.exp(-PATIENCE_STEP_SECONDS / 3600);

/**
 * The share of those still waiting who give up within each step, 0–1, by a life table (Cutler and Ederer, 1958): people
 * stay for a while and then all go, which no average tells.
 */
export function shareGivingUp(steps: readonly PatienceStep[]): number[] {
  return steps.map(
    ({ waited, gaveUp }) => (gaveUp + PRIOR_WAITED * PRIOR_SHARE) / (waited + PRIOR_WAITED),
  );
}

/** The share of people who still wait after so many milliseconds, 0–1; what is not known goes on as the last that is. */
export function stillWaiting(giveUp: readonly number[], waitMs: number): number {
  let left = Math.max(0, waitMs) / (1000 * PATIENCE_STEP_SECONDS);
  let share = 1;
  for (let step = 0; left > 0; step += 1) {
    const part = step + 1 < giveUp.length ? Math.min(1, left) : left;
    share *= (1 - (giveUp[Math.min(step, giveUp.length - 1)] ?? 0)) ** part;
    left -= part;
  }
  return share;
}
