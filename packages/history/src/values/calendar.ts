/** A day of the calendar; `month` 1 to 12. */
export interface Day {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

/** Nothing was played, and no file is about, what lies outside. */
const FIRST_YEAR = 1990;
const LAST_YEAR = 2100;

const two = (number: number): string => String(number).padStart(2, "0");

/** A day as `YYYY-MM-DD`; null for one that does not exist or lies outside 1990 to 2100. */
export function dayText({ year, month, day }: Day): string | null {
  if (year < FIRST_YEAR || year > LAST_YEAR || month < 1 || month > 12 || day < 1) return null;
  const lastDay = new Date(Date.UTC(year, month, 0)).getUTCDate();
  return day > lastDay ? null : `${year}-${two(month)}-${two(day)}`;
}

/** A time of day as `HH:MM`; null for one that does not exist. */
export function timeText(hour: number, minute: number, second = 0): string | null {
  const exists = hour <= 23 && minute <= 59 && second <= 60;
  return exists ? `${two(hour)}:${two(minute)}` : null;
}

/** A year of two digits is of this century up to 69. */
export const fullYear = (digits: string): number => {
  const year = Number(digits);
  if (digits.length !== 2) return year;
  return year < 70 ? 2000 + year : 1900 + year;
};

const MONTHS = [
  "jan january janv janvier",
  "feb february fev fevr fevrier",
  "mar march mars",
  "apr april avr avril",
  "may mai",
  "jun june juin",
  "jul july juil juillet",
  "aug august aou aout",
  "sep sept september septembre",
  "oct october octobre",
  "nov november novembre",
  "dec december decembre",
];
const MONTH_OF = new Map(
  MONTHS.flatMap((names, at) => names.split(" ").map((name): [string, number] => [name, at + 1])),
);

const plain = (word: string): string =>
  word.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().replace(/\.$/, "");

/** The month that an English or French word names, whole or short; undefined where none. */
export const monthNamed = (word: string): number | undefined => MONTH_OF.get(plain(word));

const WEEKDAYS = new Set(
  "mon monday tue tues tuesday wed wednesday thu thur thurs thursday fri friday sat saturday sun sunday lun lundi mar mardi mer mercredi jeu jeudi ven vendredi sam samedi dim dimanche le the".split(
    " ",
  ),
);

export const isWeekday = (word: string): boolean => WEEKDAYS.has(plain(word));
