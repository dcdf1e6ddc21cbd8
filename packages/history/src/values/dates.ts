import { changed, guessed, kept, refused, type Verdict } from "../certainty.ts";
import type { Rule } from "../rules/rule.ts";
import { type Day, dayText, fullYear } from "./calendar.ts";
import { type DateForm, datedForm } from "./date-forms.ts";

/** Dates of one shape that can only be read one way: how many begin with the day, with the month. */
export interface DateOrder {
  readonly dayFirst: number;
  readonly monthFirst: number;
  /** Two-digit years come first: `24-03-15`. */
  readonly yearFirst: boolean;
}

/** How a file writes its dates. */
export interface DateHabits {
  /** By shape: the separator and how many digits the year has, `/4`. */
  readonly orders: Readonly<Record<string, DateOrder>>;
  /** Whether some date has a time that is not midnight: then midnight is a time too. */
  readonly hasTimes: boolean;
}

const ENOUGH = 10;

interface Order {
  readonly isDayFirst: boolean;
  readonly isSure: boolean;
}

/** The order of a shape: what most of its dates show, else most of the file's, else the day; sure if ten show it and none the contrary. */
function orderOf(shape: string, orders: DateHabits["orders"]): Order {
  const own = orders[shape];
  const shown =
    own !== undefined && own.dayFirst + own.monthFirst > 0 ? [own] : Object.values(orders);
  const dayFirst = shown.reduce((sum, order) => sum + order.dayFirst, 0);
  const monthFirst = shown.reduce((sum, order) => sum + order.monthFirst, 0);
  const isDayFirst = dayFirst >= monthFirst;
  const [most, least] = isDayFirst ? [dayFirst, monthFirst] : [monthFirst, dayFirst];
  return { isDayFirst, isSure: shown[0] === own && most >= ENOUGH && least === 0 };
}

/** A day, and the time behind it where one was told: `2024-03-15` or `2024-03-15T18:30`, local, as told. */
export function parseDate(text: string, habits: DateHabits): Verdict<string> {
  const dated = datedForm(text);
  if (dated === null) return refused("date.unreadable");
  const { time } = dated;
  const day = dayVerdict(dated.form, habits);
  if (day.value === null || time === null) return day;
  if (time === "impossible") return guessed(day.value, "date.bad_time");
  if (time === "00:00" && !habits.hasTimes)
    return { ...day, rule: "date.midnight", certainty: "changed" };
  const value = `${day.value}T${time}`;
  if (day.certainty === "kept")
    return value === text ? kept(value) : changed(value, "date.with_time");
  return { ...day, value };
}

function dayVerdict(form: DateForm, habits: DateHabits): Verdict<string> {
  if (form.kind === "parts") return fromParts(form, habits);
  const value = dayText(form.day);
  if (value === null) return refused("date.impossible");
  if (form.rule === "kept") return kept(value);
  return form.isGuess ? guessed(value, form.rule) : changed(value, form.rule);
}

function fromParts(
  { shape, parts: [one, other, last] }: DateForm & { kind: "parts" },
  { orders }: DateHabits,
): Verdict<string> {
  if (orders[shape]?.yearFirst === true) {
    return guessedDay(
      { year: fullYear(one), month: Number(other), day: Number(last) },
      "date.short_year_first",
    );
  }
  const year = fullYear(last);
  const dayFirst = dayText({ year, month: Number(other), day: Number(one) });
  const monthFirst = dayText({ year, month: Number(one), day: Number(other) });
  if (dayFirst === null && monthFirst === null) return refused("date.impossible");
  if (monthFirst === null || dayFirst === monthFirst)
    return changed(dayFirst ?? "", "date.day_first");
  if (dayFirst === null) return changed(monthFirst, "date.month_first");
  const { isDayFirst, isSure } = orderOf(shape, orders);
  const value = isDayFirst ? dayFirst : monthFirst;
  return isSure ? changed(value, "date.order_learnt") : guessed(value, "date.order_guessed");
}

function guessedDay(day: Day, rule: Rule): Verdict<string> {
  const value = dayText(day);
  return value === null ? refused("date.impossible") : guessed(value, rule);
}
