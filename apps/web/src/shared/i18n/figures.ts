import type { Locale } from "@babyfoot/contract";
import type { Counted } from "./catalogue.ts";
import { useLocale } from "./locale.ts";

const TAGS: Record<Locale, string> = { fr: "fr-FR", en: "en-GB" };
/** Days of a venue are days: no zone may move them. */
const DAY = { timeZone: "UTC" } as const;
/** A Monday. */
const FIRST_WEEKDAY = Date.UTC(2024, 0, 1);
const DAY_MS = 86_400_000;

export type FigureFormat = ReturnType<typeof figureFormatFor>;

/** Statistics as people of that language write them. */
function figureFormatFor(locale: Locale) {
  const tag = TAGS[locale];
  const number = (options: Intl.NumberFormatOptions) => new Intl.NumberFormat(tag, options);
  const date = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(tag, { ...DAY, ...options });
  const formats = {
    whole: number({ maximumFractionDigits: 0 }),
    short: number({ notation: "compact", maximumSignificantDigits: 3 }),
    tenths: number({ maximumFractionDigits: 1 }),
    hundredths: number({ maximumFractionDigits: 2, minimumFractionDigits: 2 }),
    share: number({ style: "percent", maximumFractionDigits: 1 }),
    day: date({ day: "numeric", month: "long", year: "numeric" }),
    shortDay: date({ day: "numeric", month: "short" }),
    month: date({ month: "long", year: "numeric" }),
    shortMonth: date({ month: "short" }),
    weekday: date({ weekday: "long" }),
    shortWeekday: date({ weekday: "short" }),
  };
  const weekdayDate = (weekday: number) => new Date(FIRST_WEEKDAY + (weekday - 1) * DAY_MS);
  return {
    whole: (value: number) => formats.whole.format(value),
    counted: (count: number): Counted => ({ count, shown: formats.whole.format(count) }),
    /** `1,2 M` from a million on: a numeral that has to fit. */
    numeral: (value: number) => (value < 1e6 ? formats.whole : formats.short).format(value),
    tenths: (value: number) => formats.tenths.format(value),
    share: (value: number) => formats.share.format(value),
    pValue: (value: number) =>
      value < 0.01
        ? `< ${formats.hundredths.format(0.01)}`
        : `= ${formats.hundredths.format(value)}`,
    /** Of `2024-03-15`. */
    day: (text: string) => formats.day.format(new Date(text)),
    shortDay: (text: string) => formats.shortDay.format(new Date(text)),
    /** Of `2024-03`. */
    month: (text: string) => formats.month.format(new Date(`${text}-01`)),
    shortMonth: (text: string) => formats.shortMonth.format(new Date(`${text}-01`)),
    /** From 1, Monday. */
    weekday: (weekday: number) => formats.weekday.format(weekdayDate(weekday)),
    shortWeekday: (weekday: number) => formats.shortWeekday.format(weekdayDate(weekday)),
  };
}

const made = new Map<Locale, FigureFormat>();

export function useFigures(): FigureFormat {
  const locale = useLocale();
  const known = made.get(locale) ?? figureFormatFor(locale);
  made.set(locale, known);
  return known;
}
