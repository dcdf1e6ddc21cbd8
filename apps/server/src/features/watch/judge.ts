import type { Rule } from "./rules.ts";

/** How a rule stands. */
export interface Standing {
  /** Null: not known, or not there. */
  value: number | null;
  breachedSince: Date | null;
  wellSince: Date | null;
  judgedAt: Date;
}

export type Verdict = Standing & { change: "fires" | "clears" | null };

/** Longer between two judgements nobody knows what was in between: what was counting begins anew. */
const LONGEST_GAP_MS = 120_000;

export const isBeyond = ({ direction, beyond }: Rule, value: number): boolean =>
  direction === "above" ? value > beyond : value < beyond;
const isWithin = ({ direction, within }: Rule, value: number): boolean =>
  direction === "above" ? value <= within : value >= within;

/** Judges a rule by what was measured now and how it stood before. */
export function judge(
  rule: Rule,
  measured: number | null | undefined,
  { before, fires, now }: { before: Standing | undefined; fires: boolean; now: Date },
): Verdict {
  const value = measured ?? null;
  const known = before !== undefined && isKnown(before, now) ? before : undefined;
  if (measured === undefined)
    return { value, breachedSince: null, wellSince: null, judgedAt: now, change: null };
  const breached = value !== null && isBeyond(rule, value);
  const well = value === null || isWithin(rule, value);
  const breachedSince = breached ? (known?.breachedSince ?? now) : null;
  const wellSince = well ? (known?.wellSince ?? now) : null;
  const lasted = (from: Date | null, seconds: number): boolean =>
    from !== null && now.getTime() - from.getTime() >= seconds * 1_000;
  const change = fires
    ? lasted(wellSince, rule.clearForSeconds)
      ? "clears"
      : null
    : lasted(breachedSince, rule.forSeconds)
      ? "fires"
      : null;
  return { value, breachedSince, wellSince, judgedAt: now, change };
}

/** Whether what was seen is older than the last judgement. A clock that was set back by long is no such thing. */
export const isStale = (standings: Iterable<Standing>, now: Date): boolean =>
  [...standings].some((standing) => {
    const gap = gapOf(standing, now);
    return gap < 0 && gap >= -LONGEST_GAP_MS;
  });

type Judged = Pick<Standing, "judgedAt">;

/** Whether it is known how it stood until now. */
export const isKnown = (before: Judged, now: Date): boolean =>
  Math.abs(gapOf(before, now)) <= LONGEST_GAP_MS;

const gapOf = ({ judgedAt }: Judged, now: Date): number => now.getTime() - judgedAt.getTime();
