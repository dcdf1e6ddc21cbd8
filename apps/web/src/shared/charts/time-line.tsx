import { roundTop } from "./scale.ts";
import styles from "./time-line.module.css";

export interface TimePoint {
  /** Milliseconds. */
  at: number;
  /** Null: nothing was measured. */
  value: number | null;
}

interface TimeLineProps {
  points: readonly TimePoint[];
  from: number;
  to: number;
  stepMs: number;
  /** Beyond which it is too much; drawn where the values come anywhere near it. */
  limit?: number | undefined;
  /** The picture in words. */
  label: string;
}

const WIDTH = 1_000;
const HEIGHT = 100;
/** A limit many times what there is would press the line to the floor. */
const NEAR = 3;
const ABOVE_THE_LIMIT = 1.1;

/** How something went over time: a filled line that breaks where nothing was measured. */
export function TimeLine({ points, from, to, stepMs, limit, label }: TimeLineProps) {
  const values = points.flatMap(({ value }) => (value === null ? [] : [value]));
  const most = Math.max(0, ...values);
  const shownLimit = limit !== undefined && most * NEAR >= limit ? limit : undefined;
  const top = roundTop(Math.max(most, (shownLimit ?? 0) * ABOVE_THE_LIMIT));
  const x = (at: number) => Math.round(((at - from) / (to - from)) * WIDTH * 10) / 10;
  const y = (value: number) => Math.round((1 - value / top) * HEIGHT * 10) / 10;
  return (
    <svg
      className={styles.line}
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      preserveAspectRatio="none"
      role="img"
      aria-label={label}
    >
      {shownLimit === undefined ? null : (
        <line className={styles.limit} x1="0" x2={WIDTH} y1={y(shownLimit)} y2={y(shownLimit)} />
      )}
      {stretches(points, stepMs).map((stretch) => {
        const [first, last] = [stretch[0]?.at ?? from, (stretch.at(-1)?.at ?? from) + stepMs];
        // The last value holds until its step is over.
        const ends = [...stretch, { at: Math.min(last, to), value: stretch.at(-1)?.value ?? 0 }];
        const path = ends.map(({ at, value }) => `${x(at)},${y(value)}`).join(" ");
        return (
          <g key={first}>
            <polygon
              className={styles.area}
              points={`${x(first)},${HEIGHT} ${path} ${x(Math.min(last, to))},${HEIGHT}`}
            />
            <polyline className={styles.stroke} points={path} />
          </g>
        );
      })}
    </svg>
  );
}

interface Known {
  at: number;
  value: number;
}

/** Points that follow each other, without those of which nothing is known. */
export function stretches(points: readonly TimePoint[], stepMs: number): Known[][] {
  const found: Known[][] = [];
  let last: Known | undefined;
  for (const { at, value } of points) {
    if (value === null) continue;
    const known = { at, value };
    if (last !== undefined && at - last.at <= stepMs * 1.5) found.at(-1)?.push(known);
    else found.push([known]);
    last = known;
  }
  return found;
}
