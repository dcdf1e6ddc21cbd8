import type { Boot, Stretch } from "./boots.queries.ts";

/** How far a delayed network can have put the events of a run too late. */
const UNCERTAIN_MS = 5 * 60_000;
/** No device restarts faster; without the gap the first goal of a run would look like a bounce of the last. */
const RESTART_MS = 1_000;

/**
 * Puts an instant right by the order of a device's runs, which do not overlap: what would fall into an earlier run
 * goes behind it, and what would fall shortly after the beginning of a later run goes before that. A clock that is
 * right may say that a run heard of later was before; one that was only guessed may not, within the guess.
 */
export function betweenRuns(
  { told, exact }: { told: number; exact: boolean },
  boot: Boot,
  siblings: Iterable<Boot>,
): number {
  const { before, after } = nearest(boot, siblings);
  const margin = exact ? 0 : UNCERTAIN_MS;
  const earliest = before === undefined ? told : before.lastAt + RESTART_MS;
  const inside = before !== undefined && before.firstAt - margin <= told && told < earliest;
  const at = inside ? earliest : told;
  const latest = after === undefined ? at : after.firstAt - RESTART_MS;
  return at > latest && at - latest <= UNCERTAIN_MS ? latest : at;
}

interface Nearest {
  before: Stretch | undefined;
  after: Stretch | undefined;
}

/** Of two readings of one run the later one, made by this process, is taken. */
function nearest(boot: Boot, siblings: Iterable<Boot>): Nearest {
  const found: Nearest = { before: undefined, after: undefined };
  for (const run of boot.neighbours) consider(found, boot, run);
  for (const { ordinal, firstAt, lastSeqAt } of siblings)
    if (ordinal !== boot.ordinal && firstAt !== null && lastSeqAt !== null)
      consider(found, boot, { ordinal, firstAt, lastAt: lastSeqAt });
  return found;
}

function consider(found: Nearest, { ordinal }: Boot, run: Stretch): void {
  const { before, after } = found;
  if (run.ordinal < ordinal && (before === undefined || run.ordinal >= before.ordinal))
    found.before = run;
  if (run.ordinal > ordinal && (after === undefined || run.ordinal <= after.ordinal))
    found.after = run;
}
