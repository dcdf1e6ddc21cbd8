/** How long a wait is, as coarsely as it can be known. */
export type Wait =
  | { kind: "none" | "unknown" | "underMinute" | "hour" | "overHour" }
  | { kind: "minutes"; minutes: number };

const MINUTE_S = 60;
const MINUTE_MS = 60_000;
/** From here on nobody can tell one minute from the next. */
const COARSE_FROM = 15;
const COARSE = 5;

/** Never seconds, and five minutes more or less once it takes a while; `seconds` is null where nobody can tell. */
export function roundedWait(seconds: number | null): Wait {
  if (seconds === null) return { kind: "unknown" };
  if (seconds <= 0) return { kind: "none" };
  if (seconds < MINUTE_S) return { kind: "underMinute" };
  const exact = seconds / MINUTE_S;
  if (exact > 60) return { kind: "overHour" };
  const step = stepOf(exact);
  const minutes = Math.round(exact / step) * step;
  return minutes === 60 ? { kind: "hour" } : { kind: "minutes", minutes };
}

/** When it should be one's turn, as an instant no finer than the wait itself; null where nobody can tell. */
export function expectedAt(seconds: number | null, now: number): string | null {
  if (seconds === null) return null;
  const step = stepOf(seconds / MINUTE_S) * MINUTE_MS;
  return new Date(Math.round((now + seconds * 1000) / step) * step).toISOString();
}

const stepOf = (minutes: number): number => (minutes < COARSE_FROM ? 1 : COARSE);
