import type { Span } from "../booking/span.ts";
import { dateAt, dayAfter, instantAt } from "../time/zoned-time.ts";

/** Times of day, `22:00`; where the second is not later, it is the next day's. */
export interface QuietTimes {
  from: string;
  to: string;
}

const minutesOf = (time: string): number => {
  const [hours = 0, minutes = 0] = time.split(":").map(Number);
  return hours * 60 + minutes;
};

/** The quiet time that begins on a day. An hour that comes twice is quiet both times. */
function quietOf(date: string, { from, to }: QuietTimes, timeZone: string): Span {
  const [begins, ends] = [minutesOf(from), minutesOf(to)];
  const lastDay = ends > begins ? date : dayAfter(date, 1);
  return {
    from: instantAt({ date, minutes: begins }, timeZone, "first"),
    to: instantAt({ date: lastDay, minutes: ends }, timeZone, "second"),
  };
}

/**
 * When something may be sent (milliseconds) that is ready at `at`: at once, or at the end of a quiet time into which it
 * falls; null when it is untrue by then (`validUntil`).
 */
export function whenToSend(
  { at, validUntil }: { at: number; validUntil: number | null },
  quiet: QuietTimes | null,
  timeZone: string,
): number | null {
  const sendAt = quiet === null ? at : endOfQuiet(at, quiet, timeZone);
  return validUntil !== null && sendAt >= validUntil ? null : sendAt;
}

function endOfQuiet(at: number, quiet: QuietTimes, timeZone: string): number {
  const today = dateAt(at, timeZone);
  const inside = [dayAfter(today, -1), today]
    .map((date) => quietOf(date, quiet, timeZone))
    .find(({ from, to }) => from <= at && at < to);
  return inside?.to ?? at;
}
