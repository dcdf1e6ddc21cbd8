import type { Alert, AlertRule, AlertUnit, Locale } from "@babyfoot/contract";
import { plural } from "../../../shared/i18n/catalogue.ts";
import { useLocale } from "../../../shared/i18n/locale.ts";

const TAGS: Record<Locale, string> = { fr: "fr-FR", en: "en-GB" };
const BYTES: Record<Locale, readonly string[]> = {
  fr: ["o", "Kio", "Mio", "Gio", "Tio"],
  en: ["B", "KiB", "MiB", "GiB", "TiB"],
};
const DAYS: Record<Locale, string> = { fr: "j", en: "d" };
/** What is counted, by the rule that counts it. */
const COUNTED: Record<Locale, Partial<Record<AlertRule, { one: string; other: string }>>> = {
  fr: {
    sensors_silent: { one: "capteur muet", other: "capteurs muets" },
    export_failing: { one: "nuit manquée", other: "nuits manquées" },
  },
  en: {
    sensors_silent: { one: "silent sensor", other: "silent sensors" },
    export_failing: { one: "missed night", other: "missed nights" },
  },
};
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
    return `${number(value / 1024 ** power)} ${BYTES[locale][power]}`;
  };
  const milliseconds = (value: number): string =>
    value >= 1_000 ? `${number(value / 1_000)} s` : `${number(value)} ms`;
  const days = (value: number): string => `${number(value)} ${DAYS[locale]}`;
  /** The two largest units at most: `2 h 5 min`. */
  const seconds = (value: number): string => {
    if (value < MINUTE) return `${number(value, 0)} s`;
    if (value < HOUR) return parts(value, MINUTE, "min", [1, "s"]);
    if (value < DAY) return parts(value, HOUR, "h", [MINUTE, "min"]);
    return parts(value, DAY, DAYS[locale], [HOUR, "h"]);
  };
  const ofUnit: Record<AlertUnit, (value: number) => string> = {
    ...{ share, bytes, seconds, milliseconds, days },
    hours: (value) => seconds(value * HOUR),
    count: (value) => number(value, 0),
    truth: () => "",
  };
  return {
    ...{ number, share, bytes, milliseconds, seconds },
    of: ({ unit, rule }: Pick<Alert, "unit" | "rule">, value: number): string => {
      const words = unit === "count" ? COUNTED[locale][rule] : undefined;
      const amount = ofUnit[unit](value);
      return words === undefined ? amount : `${amount} ${plural(locale, value, words)}`;
    },
  };
}

function parts(value: number, unit: number, name: string, [less, lessName]: [number, string]) {
  const whole = Math.floor(value / unit);
  const rest = Math.floor((value - whole * unit) / less);
  return rest === 0 ? `${whole} ${name}` : `${whole} ${name} ${rest} ${lessName}`;
}

export const useValues = (): Values => valuesFor(useLocale());

/** How long ago something was, as an amount of time. */
export const secondsSince = (instant: string, now: number): number =>
  Math.max(0, (now - Date.parse(instant)) / 1_000);
