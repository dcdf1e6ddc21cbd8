/** A round number that is at least the value: 1, 2 or 5 times a power of ten. */
export function roundTop(value: number): number {
  if (value <= 0) return 1;
  const power = 10 ** Math.floor(Math.log10(value));
  const step = [1, 2, 5, 10].find((one) => one * power >= value - power * 1e-9) ?? 10;
  return step * power;
}

/** How far along a track a value is, in percent of it; never beyond its ends. */
export function placeOf(value: number, top: number): number {
  if (top <= 0) return 0;
  return Math.round(Math.min(1, Math.max(0, value / top)) * 1000) / 10;
}

/** How many shades a heat map has above nothing at all. */
export const SHADES = 5;

/** The shade of a value, 0 only for nothing, `SHADES` for the most; even steps. */
export function shadeOf(value: number, most: number): number {
  if (value <= 0 || most <= 0) return 0;
  return Math.max(1, Math.min(SHADES, Math.ceil((value / most) * SHADES)));
}

interface Axis {
  first: number;
  last: number;
  /** How many places are shown at least. */
  least: number;
}

/** The places of an axis from the first that has something to the last, more where those are few. */
export function filledSpan(filled: readonly number[], { first, last, least }: Axis): number[] {
  const from = filled.length === 0 ? first : Math.min(...filled);
  const to = Math.max(from, ...filled);
  const length = Math.min(Math.max(to - from + 1, least), last - first + 1);
  const start = Math.min(from, last - length + 1);
  return Array.from({ length }, (_, index) => start + index);
}

/** Every month from one to another, `2024-03`, both included; none is left out for being empty. */
export function monthsBetween(first: string, last: string): string[] {
  const count = monthNumber(last) - monthNumber(first) + 1;
  return Array.from({ length: Math.max(0, count) }, (_, index) => {
    const number = monthNumber(first) + index;
    return `${Math.floor(number / 12)}-${`${(number % 12) + 1}`.padStart(2, "0")}`;
  });
}

const monthNumber = (month: string): number =>
  Number(month.slice(0, 4)) * 12 + Number(month.slice(5)) - 1;
