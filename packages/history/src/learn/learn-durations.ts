import type { DurationHabits } from "../values/durations.ts";

type Counts = { -readonly [Key in keyof DurationHabits]: number };

/** Learns how durations are written from each different text. */
export interface DurationLearning {
  see(text: string, count: number): void;
  habits(): DurationHabits;
}

const SHORT = 90;

export function durationLearning(): DurationLearning {
  const counts: Counts = {
    decimals: 0,
    paddedDecimals: 0,
    perhapsSeconds: 0,
    paddedSeconds: 0,
    onePlace: 0,
    unitDecimals: 0,
    unitPerhapsSeconds: 0,
    shiftedColons: 0,
    threeColons: 0,
    bareLong: 0,
    bareShort: 0,
  };
  return {
    see(text, count) {
      const [all, whole = "", places, unit = ""] =
        /^(\d{1,5})(?:[.,](\d{1,2}))?\s*(\p{L}*)\.?$/u.exec(text) ?? [];
      if (all === undefined) {
        seeColons(counts, text, count);
        return;
      }
      if (places === undefined) {
        if (unit === "") counts[Number(whole) > SHORT ? "bareLong" : "bareShort"] += count;
      } else if (unit === "") seePoint(counts, places, count);
      else if (places.length === 2) {
        counts[Number(places) >= 60 ? "unitDecimals" : "unitPerhapsSeconds"] += count;
      }
    },
    habits: () => ({ ...counts }),
  };
}

function seeColons(counts: Counts, text: string, count: number): void {
  const [all, hours, seconds] = /^(\d{1,2}):\d{2}:(\d{2})$/.exec(text) ?? [];
  if (all === undefined) return;
  counts.threeColons += count;
  if (Number(hours) > 0 && seconds === "00") counts.shiftedColons += count;
}

function seePoint(counts: Counts, places: string, count: number): void {
  if (places.length === 1) {
    counts.onePlace += count;
    return;
  }
  const isDecimal = Number(places) >= 60;
  counts[isDecimal ? "decimals" : "perhapsSeconds"] += count;
  if (places.endsWith("0")) counts[isDecimal ? "paddedDecimals" : "paddedSeconds"] += count;
}
