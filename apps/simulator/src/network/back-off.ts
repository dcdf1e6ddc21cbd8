import { between, type Random } from "../game/random.ts";

const FIRST_MS = 500;
const LONGEST_MS = 10_000;

/** How long to wait after so many failures in a row: twice as long each time, and never all devices at once. */
export function backOffMs(random: Random, failures: number): number {
  const longest = Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.max(0, failures - 1));
  return between(random, longest / 2, longest);
}
