/** Half-open ranges `[from, to)` of sequence numbers received, in order and apart, as PostgreSQL's int8multirange. */
export type SeenRanges = readonly (readonly [number, number])[];

/** Reads `{[1,5),[7,9)}`. */
export function parseRanges(text: string): SeenRanges {
  return [...text.matchAll(/\[(\d+),(\d+)\)/g)].map(([, from, to]) => [Number(from), Number(to)]);
}

export const formatRanges = (ranges: SeenRanges): string =>
  `{${ranges.map(([from, to]) => `[${from},${to})`).join(",")}}`;

export const hasSeen = (ranges: SeenRanges, seq: number): boolean =>
  ranges.some(([from, to]) => from <= seq && seq < to);

/** The ranges with one more number; it must be new. */
export function withSeen(ranges: SeenRanges, seq: number): SeenRanges {
  const last = ranges.at(-1);
  if (last !== undefined && last[1] === seq) return [...ranges.slice(0, -1), [last[0], seq + 1]];
  const merged: [number, number][] = [];
  for (const [from, to] of [...ranges, [seq, seq + 1] as const].sort((a, b) => a[0] - b[0])) {
    const before = merged.at(-1);
    if (before !== undefined && before[1] === from) before[1] = to;
    else merged.push([from, to]);
  }
  return merged;
}

/** The ranges with all numbers that follow the highest, up to this one. */
export function withSeenUpTo(ranges: SeenRanges, seq: number): SeenRanges {
  const last = ranges.at(-1);
  if (last === undefined || seq < last[1]) return ranges;
  return [...ranges.slice(0, -1), [last[0], seq + 1]];
}

/** The highest number up to which all from 1 were received; 0 when the first is missing. */
export function acknowledged(ranges: SeenRanges): number {
  const [first] = ranges;
  return first === undefined || first[0] !== 1 ? 0 : first[1] - 1;
}

/** Whether something before the newest is still missing. */
export const hasGap = (ranges: SeenRanges): boolean =>
  ranges.length > 1 || (ranges[0]?.[0] ?? 1) !== 1;

export const highestSeen = (ranges: SeenRanges): number => (ranges.at(-1)?.[1] ?? 1) - 1;
