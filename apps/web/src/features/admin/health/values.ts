import type { Locale } from "@babyfoot/contract";
import { useLocale } from "../../../shared/i18n/locale.ts";

const TAGS: Record<Locale, string> = { fr: "fr-FR", en: "en-GB" };
const BYTES: Record<Locale, readonly string[]> = {
  fr: ["o", "Kio", "Mio", "Gio", "Tio"],
  en: ["B", "KiB", "MiB", "GiB", "TiB"],
};
const DAYS: Record<Locale, string> = { fr: "j", en: "d" };
const NO_BREAK = "\u00a0";
const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

export type Values = ReturnType<typeof valuesFor>;

/** Measured values as people of that language write them. */
export function valuesFor(locale: Locale) {
  const tag = TAGS[locale];
  const number = (value: number, digits = 1) =>
    new Intl.NumberFormat(tag, { maximumFractionDigits: value < 100 ? digits : 0 }).format(value);
  const share = (value: number) =>
    new Intl.NumberFormat(tag, { style: "percent", maximumFractionDigits: 1 }).format(value);
  const bytes = (value: number): string => {
    const power = value < 1 ? 0 : Math.min(4, Math.floor(Math.log2(value) / 10));
    return `${number(value / 1024 ** power)}${NO_BREAK}${BYTES[locale][power]}`;
  };
  const milliseconds = (value: number): string =>
    value >= 1_000 ? `${number(value / 1_000)}${NO_BREAK}s` : `${number(value)}${NO_BREAK}ms`;
  /** The two largest units at most: `2 h 5 min`. */
  const seconds = (value: number): string => {
    if (value < MINUTE) return `${number(value, 0)}${NO_BREAK}s`;
    if (value < HOUR) return parts(value, MINUTE, "min", [1, "s"]);
    if (value < DAY) return parts(value, HOUR, "h", [MINUTE, "min"]);
    return parts(value, DAY, DAYS[locale], [HOUR, "h"]);
  };
  /** What is left until an end, in words: hours where they are few. */
  const left = (value: number): string => {
    const [size, unit] = value < 2 * DAY ? [HOUR, "hour"] : [DAY, "day"];
    const text = new Intl.NumberFormat(tag, { style: "unit", unit, unitDisplay: "long" });
    return text.format(Math.floor(value / size)).replace(" ", NO_BREAK);
  };
  return { number, share, bytes, milliseconds, seconds, left };
}

function parts(value: number, unit: number, name: string, [less, lessName]: [number, string]) {
  const whole = Math.floor(value / unit);
  const rest = Math.floor((value - whole * unit) / less);
  const text = rest === 0 ? `${whole} ${name}` : `${whole} ${name} ${rest} ${lessName}`;
  return text.replaceAll(/(?<=\d) /g, NO_BREAK);
}

export const useValues = (): Values => valuesFor(useLocale());

/** How long ago something was, as an amount of time. */
export const secondsSince = (instant: string, now: number): number =>
  Math.max(0, (now - Date.parse(instant)) / 1_000);
