import type { Side } from "./match-view.ts";

const BEAD = 20;
const HALF = 246;
const STOP = 16;

/** The drawing's size; it does not change with the number of beads. */
export const RAIL = { width: 2 * HALF + STOP, height: 28 };

export interface BeadPlace {
  index: number;
  /** Left edge of the bead. */
  x: number;
  counted: boolean;
}

/** Where each bead of a side sits: counted ones at the middle stop, the others at the outer end. */
export function railPlaces(side: Side, score: number, beads: number): BeadPlace[] {
  const slide = HALF - beads * BEAD;
  const start = side === "red" ? 0 : HALF + STOP;
  return Array.from({ length: beads }, (_, index) => {
    const counted = side === "red" ? index >= beads - score : index < score;
    const inner = side === "red" ? counted : !counted;
    return { index, counted, x: start + index * BEAD + (inner ? slide : 0) };
  });
}
