const MINUTE_MS = 60_000;

/** An instant as `2026-11-23T13:15` on the clock of a time zone. */
export function toLocal(instant: string, timeZone: string): string {
  const parts = new Intl.DateTimeFormat("en-CA", {
    timeZone,
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
  }).formatToParts(new Date(instant));
  const part = (type: string) => parts.find((candidate) => candidate.type === type)?.value ?? "";
  return `${part("year")}-${part("month")}-${part("day")}T${part("hour")}:${part("minute")}`;
}

/** The instant at which that zone's clock shows a local time; in a clock change, the nearest. */
export function fromLocal(local: string, timeZone: string): string {
  const wanted = Date.parse(`${local}:00Z`);
  let guess = wanted;
  for (let round = 0; round < 3; round += 1) {
    const shown = Date.parse(`${toLocal(new Date(guess).toISOString(), timeZone)}:00Z`);
    guess += Math.round((wanted - shown) / MINUTE_MS) * MINUTE_MS;
  }
  return new Date(guess).toISOString();
}

/** The instant at which the day of an instant (milliseconds) began on the clock of a time zone. */
export const startOfDay = (now: number, timeZone: string): string =>
  fromLocal(`${toLocal(new Date(now).toISOString(), timeZone).slice(0, 10)}T00:00`, timeZone);
