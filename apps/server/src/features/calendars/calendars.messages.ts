import type { Locale } from "@babyfoot/contract";

interface CalendarMessages {
  title: (name: string) => string;
  game: (table: string) => string;
  with: (names: string) => string;
}

/** What calendars say. */
export const messages: Record<Locale, CalendarMessages> = {
  fr: {
    title: (name) => `Baby-foot – ${name}`,
    game: (table) => `Baby-foot, table ${table}`,
    with: (names) => `Avec ${names}`,
  },
  en: {
    title: (name) => `Table football – ${name}`,
    game: (table) => `Table football, table ${table}`,
    with: (names) => `With ${names}`,
  },
};
