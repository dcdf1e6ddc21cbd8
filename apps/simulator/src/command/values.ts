import { WrongOption } from "./wrong-option.ts";

/** Reads `5%` or `0.05`. */
export function probability(option: string, value: string): number {
  const [, number = "", percent] = /^(\d+(?:\.\d+)?)(%?)$/.exec(value) ?? [];
  const share = number === "" ? Number.NaN : Number(number) / (percent === "%" ? 100 : 1);
  if (share <= 1) return share;
  throw new WrongOption(`--${option} is a share such as 5%, not "${value}".`);
}

/** Reads a whole number from 1. */
export function wholeNumber(option: string, value: string, most: number): number {
  const number = Number(value);
  if (/^\d+$/.test(value) && number >= 1 && number <= most) return number;
  throw new WrongOption(`--${option} is a whole number from 1 to ${most}, not "${value}".`);
}

const UNIT_MS: Record<string, number> = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/** Reads `-1h`, `+90m`, `30s`, `2d`. */
export function durationMs(option: string, value: string): number {
  const [, sign, number, unit = ""] = /^([+-]?)(\d+(?:\.\d+)?)([smhd])$/.exec(value) ?? [];
  const unitMs = UNIT_MS[unit];
  if (unitMs === undefined)
    throw new WrongOption(`--${option} is a time such as -1h, 90m or 30s, not "${value}".`);
  return Number(number) * unitMs * (sign === "-" ? -1 : 1);
}
