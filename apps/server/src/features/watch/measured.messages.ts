import type { AlertRule, AlertUnit, Locale } from "@babyfoot/contract";
import { RULES, type Thing } from "./rules.ts";

const TAGS: Record<Locale, string> = { fr: "fr-FR", en: "en-GB" };
const BYTES: Record<Locale, readonly string[]> = {
  fr: ["o", "Kio", "Mio", "Gio", "Tio"],
  en: ["B", "KiB", "MiB", "GiB", "TiB"],
};

/** Between a number and its word no line breaks. */
const NO_BREAK = "\u00a0";

interface Noun {
  one: string;
  other: string;
}

/** What is counted, by the rule that counts it. */
const COUNTED: Record<Locale, Partial<Record<AlertRule, Noun>>> = {
  fr: {
    sensors_silent: { one: "capteur muet", other: "capteurs muets" },
    export_failing: { one: "nuit manquée", other: "nuits manquées" },
  },
  en: {
    sensors_silent: { one: "silent sensor", other: "silent sensors" },
    export_failing: { one: "missed night", other: "missed nights" },
  },
};

/** What the things of a rule are. Those that have a name in the reader's language need no noun. */
const THINGS: Record<Locale, Partial<Record<AlertRule, Noun>>> = {
  fr: {
    sensors_silent: { one: "table", other: "tables" },
    ...{
      bus: { one: "machine", other: "machines" },
      broker: { one: "machine", other: "machines" },
    },
    backup_late: { one: "dépôt", other: "dépôts" },
    backup_failed: { one: "dépôt", other: "dépôts" },
  },
  en: {
    sensors_silent: { one: "table", other: "tables" },
    ...{
      bus: { one: "machine", other: "machines" },
      broker: { one: "machine", other: "machines" },
    },
    backup_late: { one: "repository", other: "repositories" },
    backup_failed: { one: "repository", other: "repositories" },
  },
};
const NAMES: Record<Locale, Record<string, string>> = {
  fr: { public_url: "ce site", database: "la base de données" },
  en: { public_url: "this site", database: "the database" },
};

const WORDS = {
  fr: {
    above: (value: string) => `alarme au-dessus de ${value}`,
    below: (value: string) => `alarme en dessous de ${value}`,
    from: (value: string) => `alarme dès ${value}`,
    over: (value: string) => `terminé depuis ${value}`,
    more: { one: "autre", other: "autres" },
  },
  en: {
    above: (value: string) => `alarm above ${value}`,
    below: (value: string) => `alarm below ${value}`,
    from: (value: string) => `alarm from ${value}`,
    over: (value: string) => `over for ${value}`,
    more: { one: "more", other: "more" },
  },
} as const;

const PLURALS = { fr: new Intl.PluralRules("fr"), en: new Intl.PluralRules("en") };
const formOf = (locale: Locale, count: number, { one, other }: Noun): string =>
  PLURALS[locale].select(count) === "one" ? one : other;

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** So few hours are told with their minutes, so few minutes with their seconds. */
const FEW = 10;

type TimeUnit = "millisecond" | "second" | "minute" | "hour" | "day";

/** Cut, not rounded: what is below its limit is not written as the limit. */
function inUnit(locale: Locale, value: number, unit: TimeUnit, digits = 0): string {
  const cut = Math.floor(value * 10 ** digits) / 10 ** digits;
  const text = decimal(locale, cut, { style: "unit", unit, unitDisplay: "long" });
  return text.replace(" ", NO_BREAK);
}

/** A length of time in words: `27 hours`, `1 hour 30 minutes`. */
function duration(locale: Locale, seconds: number): string {
  if (seconds < MINUTE) return inUnit(locale, seconds, "second");
  if (seconds >= 2 * DAY) return inUnit(locale, seconds / DAY, "day", 1);
  const [size, unit, rest, restUnit] =
    seconds < HOUR
      ? ([MINUTE, "minute", 1, "second"] as const)
      : ([HOUR, "hour", MINUTE, "minute"] as const);
  const whole = inUnit(locale, seconds / size, unit);
  const left = (seconds % size) / rest;
  return seconds / size < FEW && left >= 1 ? `${whole} ${inUnit(locale, left, restUnit)}` : whole;
}

function bytes(locale: Locale, value: number): string {
  const power = value < 1 ? 0 : Math.min(4, Math.floor(Math.log2(value) / 10));
  const number = decimal(locale, Math.floor((value / 1024 ** power) * 10) / 10);
  return `${number}${NO_BREAK}${BYTES[locale][power]}`;
}

const decimal = (locale: Locale, value: number, options: Intl.NumberFormatOptions = {}): string =>
  new Intl.NumberFormat(TAGS[locale], { maximumFractionDigits: 1, ...options }).format(value);

const OF_UNIT: Record<AlertUnit, (locale: Locale, value: number) => string> = {
  share: (locale, value) => decimal(locale, value, { style: "percent" }),
  bytes,
  seconds: duration,
  milliseconds: (locale, value) =>
    value < 1_000
      ? inUnit(locale, value, "millisecond")
      : inUnit(locale, value / 1_000, "second", 1),
  hours: (locale, value) => duration(locale, value * HOUR),
  days: (locale, value) =>
    value < 0 ? WORDS[locale].over(duration(locale, -value * DAY)) : duration(locale, value * DAY),
  count: (locale, value) => decimal(locale, value),
  truth: () => "",
};

function amount(locale: Locale, rule: AlertRule, value: number): string {
  const text = OF_UNIT[RULES[rule].unit](locale, value);
  const noun = COUNTED[locale][rule];
  if (noun === undefined) return text;
  return `${text}${NO_BREAK}${formOf(locale, value, noun)}`;
}

/** A measured value with its unit or word; null where it says no more than the title. */
export const measuredText = (
  locale: Locale,
  rule: AlertRule,
  value: number | null,
): string | null =>
  value === null || !Number.isFinite(value) || RULES[rule].unit === "truth"
    ? null
    : amount(locale, rule, value);

/** From when on a rule fires; null where it is so or is not. */
export function limitText(locale: Locale, rule: AlertRule): string | null {
  const { unit, direction, beyond } = RULES[rule];
  if (unit === "truth") return null;
  const words = WORDS[locale];
  if (unit === "count") return words.from(amount(locale, rule, beyond + 1));
  return words[direction](amount(locale, rule, beyond));
}

const MOST_NAMED = 3;

/** Which things: at most three by name. Null where the rule has none. */
export function thingsText(
  locale: Locale,
  rule: AlertRule,
  things: readonly Thing[],
): string | null {
  const noun = THINGS[locale][rule];
  const nameOf = ({ id, name }: Thing): string =>
    noun === undefined ? (NAMES[locale][id] ?? name) : name;
  const names = [...new Set(things.map(nameOf))];
  if (names.length === 0) return null;
  const more = names.length - MOST_NAMED;
  const rest = more > 0 ? [`${more}${NO_BREAK}${formOf(locale, more, WORDS[locale].more)}`] : [];
  const list = new Intl.ListFormat(TAGS[locale], { type: "conjunction" });
  const text = list.format([...names.slice(0, MOST_NAMED), ...rest]);
  return noun === undefined ? text : `${formOf(locale, names.length, noun)} ${text}`;
}
