import type { Rule } from "../rules/rule.ts";
import { type Day, fullYear, isWeekday, monthNamed } from "./calendar.ts";
import { clockTime } from "./times.ts";

/** What a text says of a day before the order of its parts is decided. */
export type DateForm =
  | { readonly kind: "day"; readonly day: Day; readonly rule: Rule; readonly isGuess: boolean }
  | {
      readonly kind: "parts";
      readonly shape: string;
      readonly parts: readonly [string, string, string];
    };

/** A date's form, and the time behind it: null where none was told, "impossible" where it was no time of day. */
export interface DatedForm {
  readonly form: DateForm;
  readonly time: string | null;
}

const WITH_TIME = /^(.*\d)(?:[T\s,]+|\s+(?:à|a|at|@)\s+)(\d{1,2}\s?(?:[:h]|[ap]\.?m).*)$/i;
const YEAR_FIRST = /^(\d{4})([-/._\s])(\d{1,2})\2(\d{1,2})$/;
const YEAR_LAST = /^(\d{1,2})([-/._\s])(\d{1,2})\2(\d{4}|\d{2})$/;
const COMPACT = /^((?:19|20)\d{2})(\d{2})(\d{2})$/;
const SERIAL = /^(\d{5})(?:[.,]\d+)?$/;

/** Reads `text` as a date with or without a time; null where it is neither. */
export function datedForm(text: string): DatedForm | null {
  const alone = dateForm(text);
  if (alone !== null) return { form: alone, time: null };
  const [, dateText = "", timePart = ""] = WITH_TIME.exec(text) ?? [];
  const form = dateForm(dateText);
  return form === null ? null : { form, time: clockTime(timePart.trim()) ?? "impossible" };
}

const dayOf = (year: string, month: number, day: string, rule: Rule): DateForm => ({
  kind: "day",
  day: { year: fullYear(year), month, day: Number(day) },
  rule,
  isGuess: false,
});

function dateForm(text: string): DateForm | null {
  const [first, year = "", separator, month = "", day = ""] = YEAR_FIRST.exec(text) ?? [];
  if (first !== undefined) {
    const isOurs = separator === "-" && text.length === 10;
    return dayOf(year, Number(month), day, isOurs ? "kept" : "date.year_first");
  }
  const [last, one = "", between = "", other = "", lastYear = ""] = YEAR_LAST.exec(text) ?? [];
  if (last !== undefined) {
    return { kind: "parts", shape: `${between}${lastYear.length}`, parts: [one, other, lastYear] };
  }
  const [whole, y = "", m = "", d = ""] = COMPACT.exec(text) ?? [];
  if (whole !== undefined) return dayOf(y, Number(m), d, "date.compact");
  const serial = SERIAL.exec(text)?.[1];
  return serial === undefined ? namedMonth(text) : fromSerial(Number(serial));
}

const NUMBER = /^(\d{1,2})(?:st|nd|rd|th|er|e|ème)?$/i;
const YEAR = /^['’]?(\d{4}|\d{2})$/;

/** `15 mars 2024`, `Mar 15th 2024`, `2024 March 15`, with or without a weekday; any wrong ordinal is let be. */
function namedMonth(text: string): DateForm | null {
  const words = text
    .split(/[\s,/-]+|(?<=[a-zà-ÿ])\.(?=\d)/i)
    .filter((word) => word !== "" && word !== "of");
  const [first = ""] = words;
  const [one = "", middle = "", last = "", ...more] =
    words.length === 4 && isWeekday(first) ? words.slice(1) : words;
  if (more.length > 0 || last === "") return null;
  const rule = "date.month_name";
  const monthIn = { one: monthNamed(one), middle: monthNamed(middle) };
  if (monthIn.middle !== undefined) {
    const [day, year] = [NUMBER.exec(one)?.[1], YEAR.exec(last)?.[1]];
    if (day !== undefined && year !== undefined) return dayOf(year, monthIn.middle, day, rule);
    const lastDay = NUMBER.exec(last)?.[1];
    return /^\d{4}$/.test(one) && lastDay !== undefined
      ? dayOf(one, monthIn.middle, lastDay, rule)
      : null;
  }
  const [day, year] = [NUMBER.exec(middle)?.[1], YEAR.exec(last)?.[1]];
  const isComplete = monthIn.one !== undefined && day !== undefined && year !== undefined;
  return isComplete && monthIn.one !== undefined ? dayOf(year, monthIn.one, day, rule) : null;
}

const DAY_MS = 86_400_000;
const [FIRST_SERIAL, LAST_SERIAL] = [36_526, 55_153];

/** Spreadsheets count days from 30 December 1899; only 2000 to 2050 is believed. */
function fromSerial(serial: number): DateForm | null {
  if (serial < FIRST_SERIAL || serial > LAST_SERIAL) return null;
  const at = new Date(Date.UTC(1899, 11, 30) + serial * DAY_MS);
  const day = { year: at.getUTCFullYear(), month: at.getUTCMonth() + 1, day: at.getUTCDate() };
  return { kind: "day", day, rule: "date.serial", isGuess: true };
}
