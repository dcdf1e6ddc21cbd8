import { changed, kept, refused, type Verdict } from "../certainty.ts";
import { timeText } from "./calendar.ts";

const CLOCK =
  /^(\d{1,2})(?::(\d{2})(?::(\d{2})(?:[.,]\d+)?)?|\s?h\s?(\d{2})?)?\s?([ap]\.?m\.?)?\s?(?:Z|UTC|GMT)?\s?(?:[+-]\d{2}:?\d{2})?(?:\s?\([^)]*\))?$/i;

/** A time of day, `HH:MM`, from `18:30`, `18h30`, `6:30 pm`; a zone behind it is not applied. Null for other texts. */
export function clockTime(text: string): string | null {
  const [all, hours = "", minutes, seconds, frenchMinutes, half] = CLOCK.exec(text) ?? [];
  if (all === undefined || /^\d+$/.test(text)) return null;
  const hour = Number(hours);
  if (half !== undefined && (hour < 1 || hour > 12)) return null;
  const ofDay = half === undefined ? hour : (hour % 12) + (/^p/i.test(half) ? 12 : 0);
  return timeText(ofDay, Number(minutes ?? frenchMinutes ?? 0), Number(seconds ?? 0));
}

/** The time of day of a cell that holds nothing else. */
export function parseTime(text: string): Verdict<string> {
  const time = clockTime(text);
  if (time === null) return refused("time.unreadable");
  return time === text ? kept(time) : changed(time, "time.form");
}
