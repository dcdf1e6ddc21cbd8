export interface Measured {
  /** Milliseconds. */
  at: number;
  value: number;
}

const DAY_MS = 86_400_000;
/** Of less than a day nothing is foreseen: a night and a day differ. */
const SHORTEST_MS = DAY_MS;
const MOST_POINTS = 120;

/**
 * How much a value grows a day: the median of the slopes between all points (Theil–Sen), which one clean-up or one import
 * does not move. Null of less than a day.
 */
export function growthPerDay(points: readonly Measured[]): number | null {
  const [first, last] = [points[0], points.at(-1)];
  if (first === undefined || last === undefined || last.at - first.at < SHORTEST_MS) return null;
  const step = Math.ceil(points.length / MOST_POINTS);
  const some = points.filter((_, index) => index % step === 0);
  const slopes = some.flatMap((one, index) =>
    some
      .slice(index + 1)
      .map((later) => ((later.value - one.value) / (later.at - one.at)) * DAY_MS),
  );
  slopes.sort((one, other) => one - other);
  return slopes[Math.floor(slopes.length / 2)] ?? null;
}

const FAR_DAYS = 3_650;

/** In how many days nothing is free any more, as it goes on; null where that is not to be foreseen. */
export function daysUntilFull(free: readonly Measured[]): number | null {
  const growth = growthPerDay(free);
  const left = free.at(-1)?.value;
  if (growth === null || left === undefined || growth >= 0) return null;
  const days = left / -growth;
  return days > FAR_DAYS ? null : days;
}
