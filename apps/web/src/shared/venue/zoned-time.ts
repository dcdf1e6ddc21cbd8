import { dateAt, instantAt, localAt, minutesOf } from "@babyfoot/domain";

/** An instant as `2026-11-23T13:15` on the clock of a time zone, as form fields have it. */
export const toLocal = (instant: string, timeZone: string): string =>
  localAt(Date.parse(instant), timeZone);

/** The instant at which that zone's clock shows a local time. */
export function fromLocal(local: string, timeZone: string): string {
  const [date = "", time = ""] = local.split("T");
  return new Date(instantAt({ date, minutes: minutesOf(time) }, timeZone)).toISOString();
}

/** The instant at which the day of an instant (milliseconds) began on the clock of a time zone. */
export const startOfDay = (now: number, timeZone: string): string =>
  new Date(instantAt({ date: dateAt(now, timeZone), minutes: 0 }, timeZone)).toISOString();
