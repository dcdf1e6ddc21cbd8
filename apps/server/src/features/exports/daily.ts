const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
/** 02:10 UTC: in no venue of Europe or Africa anybody plays then. */
const MINUTE_OF_DAY = 2 * 60 + 10;
/** Minutes until the next try. */
const WAITS = [1, 5, 15, 60];

/** When the export after one that went well is due. */
export function nextDaily(now: Date): Date {
  const midnight = Math.floor(now.getTime() / DAY_MS) * DAY_MS;
  const today = midnight + MINUTE_OF_DAY * MINUTE_MS;
  return new Date(today > now.getTime() ? today : today + DAY_MS);
}

/** When an export that failed is tried again; `failures` counts it. */
export function nextTry(now: Date, failures: number): Date {
  const wait = WAITS[Math.min(failures, WAITS.length) - 1] ?? 1;
  return new Date(now.getTime() + wait * MINUTE_MS);
}
