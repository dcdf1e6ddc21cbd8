export interface ChancePoint {
  at: string;
  /** Red's chance, 0–1. */
  red: number;
}

/** The steps of a curve through the points, time along x, red's certain win at the top. */
export function curvePath(points: readonly ChancePoint[], width: number, height: number) {
  const times = points.map((point) => Date.parse(point.at));
  const first = times[0] ?? 0;
  const span = Math.max(1, (times.at(-1) ?? 0) - first);
  const places = points.map((point, index) => ({
    x: round((((times[index] ?? first) - first) / span) * width),
    y: round((1 - point.red) * height),
  }));
  const line = places
    .map(({ x, y }, index) => (index === 0 ? `M${x} ${y}` : `H${x}V${y}`))
    .join("");
  const end = places.at(-1) ?? { x: 0, y: height / 2 };
  return { line, area: `${line}V${height / 2}H0Z`, end };
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
