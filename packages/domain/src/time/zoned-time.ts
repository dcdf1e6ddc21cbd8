const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

const formats = new Map<string, Intl.DateTimeFormat>();

/** To make a format costs a thousand times what using it does. */
function formatOf(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone);
  if (known !== undefined) return known;
  const format = new Intl.DateTimeFormat("en-CA", {
    timeZone,
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
  });
  formats.set(timeZone, format);
  return format;
}

/** What a zone's clock shows at an instant (milliseconds), read as if it were UTC (milliseconds). */
function shownAt(instant: number, timeZone: string): number {
  const parts = formatOf(timeZone).formatToParts(instant);
  const part = (type: string) => Number(parts.find((one) => one.type === type)?.value ?? 0);
  return Date.UTC(part("year"), part("month") - 1, part("day"), part("hour"), part("minute"));
}

/** How far a zone's clock is ahead of UTC at an instant, in milliseconds (whole minutes). */
function offsetAt(instant: number, timeZone: string): number {
  const minute = Math.floor(instant / MINUTE_MS) * MINUTE_MS;
  return shownAt(minute, timeZone) - minute;
}

/** What a zone's clock shows at an instant (milliseconds), to the minute: `2026-03-29T13:15`. */
export const localAt = (instant: number, timeZone: string): string =>
  new Date(shownAt(instant, timeZone)).toISOString().slice(0, 16);

/** The calendar day, `2026-03-29`, that a zone's clock shows at an instant (milliseconds). */
export const dateAt = (instant: number, timeZone: string): string =>
  localAt(instant, timeZone).slice(0, 10);

/** The day so many days after another. */
export const dayAfter = (date: string, days: number): string =>
  new Date(Date.parse(`${date}T00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);

/**
 * The instant (milliseconds) at which a zone's clock shows a minute of a day; 1440 is the next midnight. A time that a
 * clock change skips is taken as much later as the clock jumps; of one shown twice, `which` tells the one meant.
 */
export function instantAt(
  { date, minutes }: { date: string; minutes: number },
  timeZone: string,
  which: "first" | "second" = "first",
): number {
  const key = `${timeZone} ${date} ${minutes} ${which}`;
  const known = instants.get(key);
  if (known !== undefined) return known;
  const instant = computedInstant({ date, minutes }, timeZone, which);
  if (instants.size >= MOST_INSTANTS) instants.clear();
  instants.set(key, instant);
  return instant;
}

/** Everybody asks for the same days, and to read a zone's clock is slow. */
const instants = new Map<string, number>();
const MOST_INSTANTS = 10_000;

function computedInstant(
  { date, minutes }: { date: string; minutes: number },
  timeZone: string,
  which: "first" | "second",
): number {
  const shown = Date.parse(`${date}T00:00Z`) + minutes * MINUTE_MS;
  const before = offsetAt(shown - DAY_MS, timeZone);
  const after = offsetAt(shown + DAY_MS, timeZone);
  const candidates = [...new Set([shown - before, shown - after])].sort((a, b) => a - b);
  const right = candidates.filter((instant) => shownAt(instant, timeZone) === shown);
  const [first = shown - before] = right;
  return which === "first" ? first : (right.at(-1) ?? first);
}

/** The same time of day so many days later, on a zone's clock: an hour more or less where clocks change. */
export function sameTimeAfter(instant: number, days: number, timeZone: string): number {
  const date = dateAt(instant, timeZone);
  const minutes = (shownAt(instant, timeZone) - Date.parse(`${date}T00:00Z`)) / MINUTE_MS;
  return instantAt({ date: dayAfter(date, days), minutes }, timeZone);
}
