import { changed, guessed, kept, refused, type Verdict } from "../certainty.ts";
import type { Rule } from "../rules/rule.ts";
import { numberWord } from "./numbers.ts";

/** How a file writes durations as `14.38`, and bare numbers. */
export interface DurationHabits {
  /** Two places that can be no seconds, 60 and above. */
  readonly decimals: number;
  /** Of those, how many end in zero: decimals are then written with two places always. */
  readonly paddedDecimals: number;
  /** Two places that may be seconds. */
  readonly perhapsSeconds: number;
  /** Of those, how many end in zero: seconds that end in zero then keep it. */
  readonly paddedSeconds: number;
  /** One place, `18.4`. */
  readonly onePlace: number;
  /** `3.50min`: two places of 60 and above, and below. */
  readonly unitDecimals: number;
  readonly unitPerhapsSeconds: number;
  /** `14:23:00`, hours and no seconds; and all of three parts. */
  readonly shiftedColons: number;
  readonly threeColons: number;
  /** Bare numbers that can hardly be minutes, above 90, and others. */
  readonly bareLong: number;
  readonly bareShort: number;
}

/** The unit of a bare number, where the header tells one. */
export type Unit = "seconds" | "minutes" | null;

/** Longer is no game, and no game lasts no time. */
const LONGEST_SECONDS = 6 * 3600;
const ENOUGH = 30;
const SHIFTED = 5;

const WORDS = {
  hours: "h|hr|hrs|hour|hours|heure|heures",
  minutes: "m|mn|min|mins|minute|minutes|['’′]",
  seconds: "s|sec|secs|second|seconds|seconde|secondes|\"|''|”|″",
};
const IN_WORDS = new RegExp(
  `^(?:(\\d{1,2})\\s*(?:${WORDS.hours})\\s*)?(?:(\\d{1,4})\\s*(?:${WORDS.minutes})\\s*)?(?:(\\d{1,5})\\s*(?:${WORDS.seconds})?)?\\.?$`,
  "i",
);
const DECIMAL_MINUTES = new RegExp(`^(\\d{1,3})[.,](\\d{1,3})\\s*(?:${WORDS.minutes})\\.?$`, "i");
const COLONS = /^(?:(\d{1,2}):)?(\d{1,3}):(\d{2})(?:\.0+)?$/;
const POINT = /^(\d{1,3})[.,](\d{1,2})$/;
const ISO = /^PT(?=\d)(?:(\d{1,2})H)?(?:(\d{1,4})M)?(?:(\d{1,5})S)?$/i;

type Sure = (seconds: number, rule: Rule) => Verdict<number>;

function within(seconds: number, verdict: Sure, rule: Rule): Verdict<number> {
  if (seconds > LONGEST_SECONDS) return refused("duration.too_long");
  return verdict(Math.round(seconds), rule);
}

/** A duration in whole seconds, 0 to 6 hours. */
export function parseDuration(text: string, habits: DurationHabits, unit: Unit): Verdict<number> {
  if (/^\d+$/.test(text)) return bareNumber(text, habits, unit);
  const [colons, hours, minutes = "", seconds = ""] = COLONS.exec(text) ?? [];
  if (colons !== undefined) return withColons(hours, minutes, seconds, habits);
  const [withUnit, whole = "", places = ""] = DECIMAL_MINUTES.exec(text) ?? [];
  if (withUnit !== undefined) return decimalMinutes(whole, places, habits);
  const [point, left = "", right = ""] = POINT.exec(text) ?? [];
  if (point !== undefined) return pointed(left, right, habits, unit);
  const [words, h, m, s] = IN_WORDS.exec(text) ?? ISO.exec(text) ?? [];
  if (words !== undefined && words !== "") return inWords(h, m, s, /\d$/.test(text));
  const [, spelled = ""] = /^(.+?)\s+(?:minutes?|mins?)$/i.exec(text) ?? [];
  const word = numberWord(spelled);
  return word === null ? refused("duration.unreadable") : changed(word * 60, "duration.words");
}

/** Spreadsheets make hours and minutes of `14:23` and write `14:23:00`: told by most having hours and no seconds. */
function withColons(
  hours: string | undefined,
  minutes: string,
  seconds: string,
  { shiftedColons, threeColons }: DurationHabits,
): Verdict<number> {
  const isPossible = Number(seconds) < 60 && (hours === undefined || Number(minutes) < 60);
  if (!isPossible) return refused("duration.impossible");
  const isShifted = shiftedColons >= SHIFTED && shiftedColons >= 0.8 * threeColons;
  if (hours !== undefined && isShifted && seconds === "00") {
    return within(Number(hours) * 60 + Number(minutes), guessed, "duration.colons_shifted");
  }
  return within(
    Number(hours ?? 0) * 3600 + Number(minutes) * 60 + Number(seconds),
    changed,
    "duration.colons",
  );
}

/** Parts behind a larger unit stay below sixty: `12min 75s` is refused; seconds alone may be many. */
function inWords(
  hours: string | undefined,
  minutes: string | undefined,
  seconds: string | undefined,
  endsBare: boolean,
): Verdict<number> {
  const [h, m, s] = [Number(hours ?? 0), Number(minutes ?? 0), Number(seconds ?? 0)];
  const tooManyMinutes = hours !== undefined && m >= 60;
  const tooManySeconds = (hours ?? minutes) !== undefined && s >= 60;
  if (tooManyMinutes || tooManySeconds) return refused("duration.impossible");
  if (endsBare && hours !== undefined && minutes === undefined) {
    return within(h * 3600 + s * 60, guessed, "duration.words");
  }
  return within(h * 3600 + m * 60 + s, changed, "duration.words");
}

function bareNumber(text: string, habits: DurationHabits, unit: Unit): Verdict<number> {
  const number = Number(text);
  if (unit === "seconds") {
    return within(number, String(number) === text ? kept : changed, "duration.unit_of_header");
  }
  if (unit === "minutes") return within(number * 60, changed, "duration.unit_of_header");
  const areSeconds = habits.bareLong * 4 >= habits.bareShort && habits.bareLong > 0;
  if (!areSeconds) return within(number * 60, guessed, "duration.bare_minutes");
  const isSure = habits.bareLong >= ENOUGH;
  return within(number, isSure ? changed : guessed, "duration.bare_seconds");
}

const fraction = (places: string): number => Number(`0.${places}`) * 60;

/** `3.50min` is decimal, unless the file never shows more than 59 behind the point. */
function decimalMinutes(whole: string, places: string, habits: DurationHabits): Verdict<number> {
  const { unitDecimals, unitPerhapsSeconds } = habits;
  if (places.length === 2 && unitDecimals === 0 && unitPerhapsSeconds >= ENOUGH) {
    return within(Number(whole) * 60 + Number(places), guessed, "duration.minutes_seconds");
  }
  const isSure = unitDecimals > 0 || places.length !== 2;
  return within(
    Number(whole) * 60 + fraction(places),
    isSure ? changed : guessed,
    "duration.decimal_minutes",
  );
}

/**
 * `14.38`: minutes and seconds, where the last two digits are under 60; else decimal minutes. The file may show that
 * all are decimal, or none; and that seconds are written without a leading zero: then `14.07` is decimal and `14.7` is
 * 14 minutes 7 seconds.
 */
function pointed(left: string, right: string, habits: DurationHabits, unit: Unit): Verdict<number> {
  const minutes = Number(left) * 60;
  if (unit === "seconds")
    return within(Number(`${left}.${right}`), changed, "duration.unit_of_header");
  if (unit === "minutes")
    return within(minutes + fraction(right), changed, "duration.unit_of_header");
  const decimal = (verdict: Sure) =>
    within(minutes + fraction(right), verdict, "duration.point_decimal");
  const seconds = (verdict: Sure, count = Number(right)) =>
    within(minutes + count, verdict, "duration.point_seconds");
  if (right.length === 2 && Number(right) >= 60) return decimal(changed);
  const way = pointHabit(habits);
  if (way === "decimal") return decimal(changed);
  if (right.length === 2) {
    if (way === "seconds") return seconds(changed);
    return right.startsWith("0") && habits.onePlace > 0 && habits.paddedDecimals > 0
      ? decimal(guessed)
      : seconds(guessed);
  }
  if (way === "seconds") {
    return habits.paddedSeconds > 0 ? seconds(guessed) : tens(minutes, Number(right));
  }
  return habits.paddedDecimals > 0 || habits.decimals === 0 ? seconds(guessed) : decimal(guessed);
}

/** `18.4` where every `18.40` has lost its zero. */
const tens = (minutes: number, digit: number): Verdict<number> =>
  digit < 6
    ? within(minutes + digit * 10, guessed, "duration.point_tens")
    : within(minutes + digit, guessed, "duration.point_seconds");

/** What all points of the file mean, where that is plain: four in ten decimals show 60 or more, no seconds do. */
function pointHabit({ decimals, perhapsSeconds, onePlace, paddedDecimals }: DurationHabits) {
  if (decimals === 0) return perhapsSeconds >= ENOUGH ? "seconds" : "mixed";
  const couldAllBeDecimal = decimals * 1.5 >= perhapsSeconds * 0.8;
  const showsUnpadded = onePlace > 0 && paddedDecimals > 0;
  return couldAllBeDecimal && !showsUnpadded && decimals >= ENOUGH ? "decimal" : "mixed";
}
