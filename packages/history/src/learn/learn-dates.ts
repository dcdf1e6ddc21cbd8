import { datedForm } from "../values/date-forms.ts";
import type { DateHabits, DateOrder } from "../values/dates.ts";

interface ShapeSeen {
  dayFirst: number;
  monthFirst: number;
  firsts: Set<number>;
  lasts: Set<number>;
}

/** Learns how dates are written from each different text. */
export interface DateLearning {
  see(text: string, count: number): void;
  habits(): DateHabits;
}

export function dateLearning(): DateLearning {
  const shapes = new Map<string, ShapeSeen>();
  let hasTimes = false;
  return {
    see(text, count) {
      const dated = datedForm(text);
      if (dated === null) return;
      hasTimes ||= dated.time !== null && dated.time !== "00:00" && dated.time !== "impossible";
      if (dated.form.kind === "parts") seeParts(shapes, dated.form.shape, dated.form.parts, count);
    },
    habits() {
      const orders = [...shapes].map(([shape, seen]): [string, DateOrder] => [
        shape,
        orderOf(shape, seen),
      ]);
      return { orders: Object.fromEntries(orders), hasTimes };
    },
  };
}

function seeParts(
  shapes: Map<string, ShapeSeen>,
  shape: string,
  parts: readonly [string, string, string],
  count: number,
): void {
  const seen = shapes.get(shape) ?? {
    dayFirst: 0,
    monthFirst: 0,
    firsts: new Set(),
    lasts: new Set(),
  };
  shapes.set(shape, seen);
  const [one, other, last] = [Number(parts[0]), Number(parts[1]), Number(parts[2])];
  if (one > 12 && one <= 31 && other <= 12) seen.dayFirst += count;
  if (other > 12 && other <= 31 && one <= 12) seen.monthFirst += count;
  if (seen.firsts.size < 100) seen.firsts.add(one);
  if (seen.lasts.size < 100) seen.lasts.add(last);
}

const FEW_YEARS = 8;
const MANY_DAYS = 16;

/** Years are few and days are many: where the first parts are few and the last ones run through a month, years are first. */
function orderOf(shape: string, { dayFirst, monthFirst, firsts, lasts }: ShapeSeen): DateOrder {
  const isShort = shape.endsWith("2");
  const yearFirst =
    isShort && firsts.size <= FEW_YEARS && lasts.size >= MANY_DAYS && Math.max(...lasts) <= 31;
  return { dayFirst, monthFirst, yearFirst };
}
