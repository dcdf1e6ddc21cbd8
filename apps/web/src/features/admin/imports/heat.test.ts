import { describe, expect, it } from "vitest";
import { stripPaths, sureShareOf, wholeOf } from "./heat.ts";

const of = (kept: number, changed = 0, guessed = 0, refused = 0, empty = 0) => ({
  ...{ kept, changed, guessed, refused, empty },
});

describe("a file as a heat map of certainty", () => {
  it("parts each stretch by what became of its cells, the surest below", () => {
    const paths = stripPaths([of(3, 0, 1), of(0, 0, 0, 0, 8)]);
    expect(paths.kept).toBe("M0 1V0.25h1V1z");
    expect(paths.guessed).toBe("M0 0.25V0h1V0.25z");
    expect(paths.empty).toBe("M1 1V0h1V1z");
    expect(paths.refused).toBe("");
  });

  it("leaves a stretch without cells blank", () => {
    expect(Object.values(stripPaths([of(0)])).join("")).toBe("");
  });

  it("does not hold silence against a column", () => {
    expect(sureShareOf(of(6, 2, 1, 1, 90))).toBe(0.8);
    expect(sureShareOf(of(0, 0, 0, 0, 5))).toBeNull();
  });

  it("adds its columns up", () => {
    const column = (certainties: ReturnType<typeof of>) => ({
      ...{ name: "a", field: null, certainties, stretches: [], rules: [] },
    });
    expect(wholeOf([column(of(1, 2)), column(of(3, 0, 0, 4))])).toEqual(of(4, 2, 0, 4));
  });
});
