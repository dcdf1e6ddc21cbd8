import type { Certainty, ImportReport } from "@babyfoot/contract";

export type ReportColumn = ImportReport["columns"][number];
export type Certainties = ReportColumn["certainties"];

/** From the surest, at the bottom of the picture, to nothing at all. */
export const CERTAINTIES = [
  "kept",
  "changed",
  "guessed",
  "refused",
  "empty",
] as const satisfies readonly Certainty[];

export function totalOf(certainties: Certainties): number {
  return CERTAINTIES.reduce((sum, certainty) => sum + certainties[certainty], 0);
}

/** The share of what was said in a column that has one sure reading; null where nothing was said. */
export function sureShareOf(certainties: Certainties): number | null {
  const { kept, changed, guessed, refused } = certainties;
  const said = kept + changed + guessed + refused;
  return said === 0 ? null : (kept + changed) / said;
}

/**
 * A column along the file as one path a certainty: each stretch a bar of full height, parted by what became of its
 * cells, the surest below. Width 1 a stretch, height 1.
 */
export function stripPaths(stretches: readonly Certainties[]): Record<Certainty, string> {
  const paths = { kept: "", changed: "", guessed: "", refused: "", empty: "" };
  for (const [index, stretch] of stretches.entries()) {
    const total = totalOf(stretch);
    let below = 0;
    for (const certainty of CERTAINTIES) {
      const count = stretch[certainty];
      if (count === 0) continue;
      const bottom = 1 - below / total;
      below += count;
      const top = 1 - below / total;
      paths[certainty] += `M${index} ${round(bottom)}V${round(top)}h1V${round(bottom)}z`;
    }
  }
  return paths;
}

const round = (value: number): number => Math.round(value * 1000) / 1000;

/** All columns of a file together. */
export function wholeOf(columns: readonly ReportColumn[]): Certainties {
  const whole = { kept: 0, changed: 0, guessed: 0, refused: 0, empty: 0 };
  for (const { certainties } of columns)
    for (const certainty of CERTAINTIES) whole[certainty] += certainties[certainty];
  return whole;
}
