import type { Time } from "./timetable.ts";

/** A time on the edge of the timetable, as it is written there. */
export interface Tick extends Time {
  /** `12:15` */
  clock: string;
  hour: string;
  minutes: string;
  /** What lies between it and the one before. */
  edge: "hour" | "fold" | null;
}

/** `clockOf` writes an instant as `12:15`. */
export function ticksOf(times: readonly Time[], clockOf: (instant: string) => string): Tick[] {
  return times.map((time, index) => {
    const clock = clockOf(time.startsAt);
    const [hour = "", minutes = ""] = clock.split(":");
    const before = times[index - 1];
    const isNewHour = before !== undefined && !clockOf(before.startsAt).startsWith(`${hour}:`);
    const edge = time.afterFold ? "fold" : isNewHour ? "hour" : null;
    return { ...time, clock, hour, minutes, edge };
  });
}

export interface Hour {
  startsAt: string;
  hour: string;
  edge: Tick["edge"];
  /** How many slots of it are shown. */
  count: number;
}

export function hoursOf(ticks: readonly Tick[]): Hour[] {
  const hours: Hour[] = [];
  for (const { startsAt, hour, edge } of ticks) {
    const last = hours.at(-1);
    if (last && edge === null) last.count += 1;
    else hours.push({ startsAt, hour, edge, count: 1 });
  }
  return hours;
}
