/** How wide a table looks best, against its height. */
const TILE_RATIO = 1.7;

/** The number of columns in which that many tables are largest on a screen of this shape. */
export function columnsFor(tables: number, width: number, height: number): number {
  let best = 1;
  let bestSize = 0;
  for (let columns = 1; columns <= Math.max(1, tables); columns += 1) {
    const rows = Math.ceil(tables / columns);
    const size = Math.min(width / columns / TILE_RATIO, height / rows);
    if (size > bestSize) {
      best = columns;
      bestSize = size;
    }
  }
  return best;
}
