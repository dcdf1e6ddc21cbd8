import { expect, it } from "vitest";
import { stretches } from "./time-line.tsx";

it("a line over time breaks where nothing was measured", () => {
  const points = [
    ...[
      { at: 0, value: 1 },
      { at: 10, value: 2 },
      { at: 20, value: null },
    ],
    ...[
      { at: 30, value: 3 },
      { at: 60, value: 4 },
      { at: 70, value: 0 },
    ],
  ];
  expect(stretches(points, 10)).toEqual([
    [
      { at: 0, value: 1 },
      { at: 10, value: 2 },
    ],
    [{ at: 30, value: 3 }],
    [
      { at: 60, value: 4 },
      { at: 70, value: 0 },
    ],
  ]);
  expect(stretches([], 10)).toEqual([]);
});
