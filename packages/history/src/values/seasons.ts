import { changed, guessed, kept, refused, type Verdict } from "../certainty.ts";
import { fullYear } from "./calendar.ts";

/** Seasons that the file tells with both years, by how many rows tell them. */
export interface SeasonHabits {
  readonly told: Readonly<Record<string, number>>;
}

const BOTH_YEARS =
  /^(?:seasons?|saisons?|s)?\s*['’]?(\d{4}|\d{2})\s*[/_–—-]\s*['’]?(\d{4}|\d{2})\s*(?:season|saison)?$/i;
const ONE_YEAR = /^(?:seasons?|saisons?|s)?\s*(\d{4})\s*(?:seasons?|saisons?)?$/i;
const [FIRST_YEAR, LAST_YEAR] = [1990, 2100];
const isYear = (year: number): boolean => year >= FIRST_YEAR && year <= LAST_YEAR;

/** The season that a text names by both its years, `2024/2025`; null where it does not, undefined where it is none. */
export function seasonOfBothYears(text: string): string | null | undefined {
  const [all, one = "", other = ""] = BOTH_YEARS.exec(text) ?? [];
  if (all === undefined) return null;
  const [begins, ends] = [fullYear(one), fullYear(other)];
  return isYear(begins) && ends === begins + 1 ? `${begins}/${ends}` : undefined;
}

/**
 * A season: two years that follow each other, or one. One year alone is the season that ends in it, unless the file
 * tells only the one that begins in it; where the file tells no season by two years, it is a calendar year.
 */
export function parseSeason(text: string, { told }: SeasonHabits): Verdict<string> {
  const season = seasonOfBothYears(text);
  if (season === undefined) return refused("season.impossible");
  if (season !== null) return season === text ? kept(season) : changed(season, "season.form");
  const year = Number(ONE_YEAR.exec(text)?.[1] ?? Number.NaN);
  if (!isYear(year)) return refused("season.unreadable");
  if (Object.keys(told).length === 0) {
    return text === String(year) ? kept(text) : changed(String(year), "season.form");
  }
  const [ending, beginning] = [`${year - 1}/${year}`, `${year}/${year + 1}`];
  const isBeginning = told[ending] === undefined && told[beginning] !== undefined;
  return guessed(isBeginning ? beginning : ending, "season.one_year");
}
