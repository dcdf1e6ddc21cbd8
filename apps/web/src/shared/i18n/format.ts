import type { Locale } from "@babyfoot/contract";
import { useMemo } from "react";
import { useLocale } from "./locale.ts";

const TAGS: Record<Locale, string> = { fr: "fr-FR", en: "en-GB" };
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

export type Format = ReturnType<typeof formatFor>;

/** Numbers and instants as people of that language write them, in the venue's time zone. */
export function formatFor(locale: Locale, timeZone?: string) {
  const tag = TAGS[locale];
  const zone = timeZone === undefined ? {} : { timeZone };
  const time = new Intl.DateTimeFormat(tag, { ...zone, hour: "2-digit", minute: "2-digit" });
  const day = new Intl.DateTimeFormat(tag, {
    ...zone,
    weekday: "short",
    day: "numeric",
    month: "short",
  });
  const weekday = new Intl.DateTimeFormat(tag, { ...zone, weekday: "short" });
  const date = new Intl.DateTimeFormat(tag, {
    ...zone,
    day: "numeric",
    month: "short",
    hour: "2-digit",
    minute: "2-digit",
  });
  const relative = new Intl.RelativeTimeFormat(tag, { numeric: "auto", style: "short" });
  const number = new Intl.NumberFormat(tag);
  const percent = new Intl.NumberFormat(tag, { style: "percent" });
  return {
    time: (instant: string) => time.format(new Date(instant)),
    day: (instant: string) => day.format(new Date(instant)),
    weekday: (instant: string) => weekday.format(new Date(instant)),
    dateTime: (instant: string) => date.format(new Date(instant)),
    number: (value: number) => number.format(value),
    percent: (share: number) => percent.format(share),
    ago: (instant: string, now: number) => relativeText(relative, Date.parse(instant) - now),
  };
}

function relativeText(relative: Intl.RelativeTimeFormat, milliseconds: number): string {
  const size = Math.abs(milliseconds);
  if (size < MINUTE) return relative.format(0, "second");
  if (size < HOUR) return relative.format(Math.round(milliseconds / MINUTE), "minute");
  if (size < DAY) return relative.format(Math.round(milliseconds / HOUR), "hour");
  return relative.format(Math.round(milliseconds / DAY), "day");
}

/** `4:07`, or `1:02:03` from an hour on. */
export function clockText(milliseconds: number): string {
  const seconds = Math.max(0, Math.floor(milliseconds / 1000));
  const parts = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  const shown = parts[0] === 0 ? parts.slice(1) : parts;
  return shown
    .map((part, index) => (index === 0 ? `${part}` : `${part}`.padStart(2, "0")))
    .join(":");
}

export function useFormat(timeZone?: string): Format {
  const locale = useLocale();
  return useMemo(() => formatFor(locale, timeZone), [locale, timeZone]);
}
