/** Time within which failures belong together, and for which what they tell is believed. */
const TOGETHER_MS = 1_000;
const LASTS_MS = 1_500;

export interface Distress {
  /** A lock was waited for in vain. */
  note(): void;
  /** Whether waiting is in vain just now: connections are held by those who wait for a lock. */
  isOn(): boolean;
}

/** Tells what stands still from what is only busy: some waits for locks that are in vain, at about the same time. */
export function watchDistress(
  enough: number,
  now: () => number = () => performance.now(),
): Distress {
  let lately: number[] = [];
  let until = 0;
  return {
    note: () => {
      const at = now();
      lately = [...lately.filter((one) => at - one < TOGETHER_MS), at];
      if (lately.length >= enough) until = at + LASTS_MS;
    },
    isOn: () => now() < until,
  };
}
